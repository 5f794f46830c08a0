"""Times faiss's flat index, one query at a time, in the peers' environment: ``python faiss_flat.py FOLDER K``."""

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import faiss
import numpy as np

folder, k = Path(sys.argv[1]), int(sys.argv[2])
faiss.omp_set_num_threads(1)
vectors, queries = np.load(folder / "vectors.npy"), np.load(folder / "queries.npy")
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
index.search(queries[:1], k)
times, lists = [], []
for query in queries:
    begun = perf_counter()
    _, found = index.search(query[None], k)
    times.append(perf_counter() - begun)
    lists.append(found[0].tolist())
print(json.dumps({"query_us": median(times) * 1e6, "lists": lists}))
