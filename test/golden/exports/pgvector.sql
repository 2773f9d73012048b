-- model=hand; origin=by hand; model_hash=abababababababababababababababababababababababababababababababab; graph=model.onnx; graph_sha256=none; dtype=fp32; activations=none; execution=layers; runtime=none 1.0; provider=wasm; threads=1; tokenizer=by hand; tokenizer_mode=hf4; max_length=512; truncate_dim=none; normalize=true; is_demo=false; created=2026-11-28T00:00:00.000Z
-- inner product of unit vectors is their cosine: ORDER BY dense <#> '[…]' is FlagEmbedding's dense score, negated;
-- sparse <#> '{…}/250002' is the sparse score, negated.
SET standard_conforming_strings = on;
SET client_encoding = 'UTF8';
BEGIN;
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS "docs" (
  id text PRIMARY KEY,
  text text NOT NULL,
  dense vector(3),
  sparse sparsevec(250002),
  colbert vector(2)[]
);
COMMENT ON TABLE "docs" IS 'm3scope: model=hand; origin=by hand; model_hash=abababababababababababababababababababababababababababababababab; graph=model.onnx; graph_sha256=none; dtype=fp32; activations=none; execution=layers; runtime=none 1.0; provider=wasm; threads=1; tokenizer=by hand; tokenizer_mode=hf4; max_length=512; truncate_dim=none; normalize=true; is_demo=false; created=2026-11-28T00:00:00.000Z';
INSERT INTO "docs" (id, text, dense, sparse, colbert) VALUES ('A', 'What is
BGE "M3"?', '[0.5,-0.25,1.0000000116860974e-7]', '{84:0.25,4866:0.0835999995470047}/250002', ARRAY['[1,0]','[0.5,-0.5]']::vector(2)[]);
INSERT INTO "docs" (id, text, dense, sparse, colbert) VALUES ('it''s', '=1+1, O''Neil \ 😀
%', '[0.10000000149011612,0,-1]', '{5:0.30000001192092896,250002:1.0000000116860974e-7}/250002', ARRAY['[0.10000000149011612,0.20000000298023224]']::vector(2)[]);
COMMIT;
