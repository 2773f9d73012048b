"""
OpenAI's Python client against a running `m3scope serve`.

    openai_client.py URL MODEL

URL ends in /v1. Prints one JSON with what the client made of the replies.
"""
import asyncio
import json
import sys

import openai

TEXTS = ["What is BGE M3?", "充电器坏了", "line\u2028separator \U0001f50b"]


def embeddings(reply):
    """Rows in the order of the reply, with its usage."""
    return {
        "model": reply.model,
        "index": [item.index for item in reply.data],
        "rows": [item.embedding for item in reply.data],
        "usage": [reply.usage.prompt_tokens, reply.usage.total_tokens],
    }


def refused(ask):
    """What an except clause of a user's program would see."""
    try:
        ask()
    except openai.APIStatusError as error:
        return {
            "class": type(error).__name__,
            "status": error.status_code,
            "message": error.message,
            "code": error.code,
            "param": error.param,
            "type": error.type,
        }
    raise AssertionError("was not refused")


async def asynchronous(options, model):
    async with openai.AsyncOpenAI(**options) as client:
        asked = [client.embeddings.create(model=model, input=text) for text in TEXTS]
        return [reply.data[0].embedding for reply in await asyncio.gather(*asked)]


def main():
    url, model = sys.argv[1:]
    options = {"base_url": url, "api_key": "none", "max_retries": 0}
    client = openai.OpenAI(**options)
    create = client.embeddings.create
    result = {
        # Without an encoding_format the client asks for base64, and decodes it.
        "default": embeddings(create(model=model, input=TEXTS)),
        "float": embeddings(create(model=model, input=TEXTS, encoding_format="float")),
        "one": embeddings(create(model=model, input=TEXTS[0], user="me")),
        "short": embeddings(create(model=model, input=TEXTS, dimensions=16)),
        "nulls": embeddings(
            create(model=model, input=TEXTS, extra_body={"dimensions": None, "user": None})
        ),
        "async": asyncio.run(asynchronous(options, model)),
        "models": [one.id for one in client.models.list()],
        "found": client.models.retrieve(model).id,
        "null_item": refused(lambda: create(model=model, input=["a", None])),
        "too_many": refused(lambda: create(model=model, input=["a"] * 1001)),
        "token_ids": refused(lambda: create(model=model, input=[[0, 5, 2]])),
        "no_model": refused(lambda: client.models.retrieve("BAAI/none")),
        "not_there": refused(lambda: client.chat.completions.create(model=model, messages=[])),
        "texts": TEXTS,
    }
    print(json.dumps(result))


main()
