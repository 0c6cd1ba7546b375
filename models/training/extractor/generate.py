"""Writes labelled training documents: `generate.py --count 100000 --seed 7 --out FOLDER [--processes 2]`.

A document depends on the seed and its index alone, not on the processes or the shard it is in.
"""
from __future__ import annotations

import argparse
import json
import multiprocessing
import pathlib
import time

from documents.generate import document, prepare


def write_shard(job: tuple[int, int, int, int, pathlib.Path]) -> int:
    shard, first, last, seed, folder = job
    path = folder / f'documents-{shard:03d}.jsonl'
    with path.with_suffix('.part').open('w', encoding='utf-8') as out:
        for index in range(first, last):
            out.write(json.dumps(document(seed, index), ensure_ascii=False, separators=(',', ':')) + '\n')
    path.with_suffix('.part').rename(path)
    return last - first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--out', type=pathlib.Path, required=True)
    parser.add_argument('--processes', type=int, default=2)
    parser.add_argument('--shard', type=int, default=5000, help='documents in one file')
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    jobs = [(shard, first, min(first + options.shard, options.count), options.seed, options.out) for shard, first in enumerate(range(0, options.count, options.shard))]
    started, done = time.monotonic(), 0
    with multiprocessing.get_context('fork').Pool(options.processes, prepare) as pool:
        for count in pool.imap_unordered(write_shard, jobs):
            done += count
            print(f'{done} documents, {(time.monotonic() - started):.0f} s', flush=True)


if __name__ == '__main__':
    main()
