"""What prometheus_client's parser makes of a server's /metrics: family, type, and each sample."""

import json
import sys
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

with urllib.request.urlopen(sys.argv[1]) as reply:
    text = reply.read().decode('utf-8')

print(
    json.dumps(
        {
            family.name: {
                'type': family.type,
                'samples': [[sample.name, sample.labels, f'{sample.value:g}'] for sample in family.samples],
            }
            for family in text_string_to_metric_families(text)
        }
    )
)
