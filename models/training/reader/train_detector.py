"""Trains the line detector: half receipts with their line boxes, half rendered pages. Seeded; the rate falls with the time that is left.

    train_detector.py --minutes 45 --rendered DIR --out DIR [--resume]

DIR of --rendered holds .npz files of render_pages.py --pool; new files are picked up while the training runs. --out gets last.pt (all that a
resumed run needs), ema.pt (weights to export) and log.jsonl (loss and validation over time).
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F

import geometry
from corpus import splits
from detector_net import DetectorNet, parameter_count
from line_metrics import LineScore, score_lines
from page import Page, load_pages
from page_augment import Source, training_crop
from page_warp import PageWarp, target_maps, warp_lines
from real_pages import capital_height_of, read_receipt, training_pages

SIZE = 512
REAL_SHARE = 0.5
EMA = 0.998


def sources_of(pages: list[Page]) -> list[Source]:
    return [Source(page, capital_height_of(page)) for page in pages if len(page.quads)]


def produce(queue: multiprocessing.Queue, seed: int, batch: int, rendered: Path) -> None:
    """The data process: endless batches of crops (uint8) and maps (float32)."""
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    real = sources_of(training_pages(splits()['train']))
    drawn: list[Source] = []
    seen: set[Path] = set()
    count = 0
    while True:
        if count % 200 == 0:
            for file in sorted(set(rendered.glob('*.npz')) - seen):
                drawn += sources_of(load_pages(file))
                seen.add(file)
        pools = [real if not drawn or rng.random() < REAL_SHARE else drawn for _ in range(batch)]
        crops = [training_crop(rng, pool[int(rng.integers(len(pool)))], SIZE) for pool in pools]
        queue.put((np.stack([c[0] for c in crops]), np.stack([c[1] for c in crops]), len(drawn)))
        count += 1


def detector_loss(maps: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Cross entropy and dice of the core, smooth L1 of up and down where the truth has a core. Returns both parts."""
    core, weight = target[:, 0], target[:, 3]
    logit = maps[:, 0]
    entropy = (F.binary_cross_entropy_with_logits(logit, core, reduction='none') * (weight + core)).sum() / weight.sum()
    prob = torch.sigmoid(logit) * weight
    dice = 1 - (2 * (prob * core).sum((1, 2)) + 1) / (prob.sum((1, 2)) + (core * weight).sum((1, 2)) + 1)
    on = (core * weight)[:, None]
    edges = (F.smooth_l1_loss(maps[:, 1:], target[:, 1:3], beta=0.1, reduction='none') * on).sum() / (2 * on.sum() + 1)
    return entropy + 0.5 * dice.mean(), edges


def validation_set(names: list[str]) -> list[tuple[np.ndarray, list]]:
    """Detector inputs of whole receipts and their true lines in px of the detector's raster."""
    pages = []
    for name in names:
        page = read_receipt(name)
        height, width = page.gray.shape
        out_width, out_height, scale = geometry.detector_size(width, height, capital_height_of(page))
        raster = geometry.scale_triangle(page.gray, out_width, out_height)
        lines = warp_lines(page.quads, PageWarp(np.diag([out_width / width, out_height / height, 1.0])))
        pages.append((geometry.detector_input(raster), lines))
    return pages


@torch.no_grad()
def validate(net: DetectorNet, pages: list[tuple[np.ndarray, list]]) -> dict[str, float]:
    net.eval()
    score, losses = LineScore(), []
    for raster, lines in pages:
        with torch.autocast('cpu', dtype=torch.bfloat16):
            maps = net(torch.from_numpy(raster).contiguous(memory_format=torch.channels_last)).float()
        target = torch.from_numpy(target_maps(lines, raster.shape[3], raster.shape[2]))[None]
        losses.append([v.item() for v in detector_loss(maps, target)])
        score.add(score_lines(lines, geometry.maps_to_lines(maps[0].numpy(), 0.5, 3, 0.15)))
    net.train()
    core, edges = np.mean(losses, 0)
    return {**score.summary(), 'core': round(float(core), 4), 'edges': round(float(edges), 4)}


def learning_rate(peak: float, step: int, done: float) -> float:
    """Warm-up over 200 steps, then a cosine of the share of the time that is used up."""
    return peak * min(1.0, (step + 1) / 200) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


class Run:
    """The state of one training: net, optimiser, moving average, time used."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.out = args, Path(args.out)
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(args.seed)
        self.net = DetectorNet().to(memory_format=torch.channels_last)
        decayed = [p for n, p in self.net.named_parameters() if p.ndim == 4 and 'gain' not in n]
        plain = [p for n, p in self.net.named_parameters() if not (p.ndim == 4 and 'gain' not in n)]
        self.optimiser = torch.optim.AdamW([{'params': decayed, 'weight_decay': 0.02}, {'params': plain, 'weight_decay': 0}], lr=args.rate, betas=(0.9, 0.98))
        self.step, self.used = 0, 0.0
        if args.resume and (self.out / 'last.pt').exists():
            state = torch.load(self.out / 'last.pt')
            self.net.load_state_dict(state['net'])
            self.optimiser.load_state_dict(state['optimiser'])
            self.step, self.used = state['step'], state['used']
        self.ema = {k: v.clone() for k, v in (state['ema'] if self.step else self.net.state_dict()).items()}

    def save(self) -> None:
        state = {'net': self.net.state_dict(), 'ema': self.ema, 'optimiser': self.optimiser.state_dict(), 'step': self.step, 'used': self.used}
        torch.save(state, self.out / 'last.tmp')
        (self.out / 'last.tmp').rename(self.out / 'last.pt')
        torch.save(self.ema, self.out / 'ema.tmp')
        (self.out / 'ema.tmp').rename(self.out / 'ema.pt')

    def train_step(self, crops: np.ndarray, target: np.ndarray) -> tuple[float, float]:
        x = ((255 - torch.from_numpy(crops).float()) / 255)[:, None].contiguous(memory_format=torch.channels_last)
        with torch.autocast('cpu', dtype=torch.bfloat16):
            maps = self.net(x)
        core, edges = detector_loss(maps.float(), torch.from_numpy(target))
        self.optimiser.zero_grad(set_to_none=True)
        (core + edges).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimiser.step()
        decay = min(EMA, (self.step + 1) / (self.step + 50))
        with torch.no_grad():
            for name, value in self.net.state_dict().items():
                self.ema[name].mul_(decay).add_(value, alpha=1 - decay)
        self.step += 1
        return core.item(), edges.item()

    def report(self, pages: list, losses: list[tuple[float, float]], drawn: int, waited: float) -> None:
        net = DetectorNet().to(memory_format=torch.channels_last)
        net.load_state_dict(self.ema)
        core, edges = np.mean(losses, 0)
        entry = {'minutes': round(self.used / 60, 1), 'step': self.step, 'crops': self.step * self.args.batch, 'core': round(float(core), 4), 'edges': round(float(edges), 4)}
        entry |= {'rendered': drawn, 'waited': round(waited), 'val': validate(net, pages)}
        with open(self.out / 'log.jsonl', 'a') as log:
            log.write(json.dumps(entry) + '\n')
        print(json.dumps(entry), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--minutes', type=float, default=45)
    parser.add_argument('--rendered', type=Path, required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--batch', type=int, default=8)
    parser.add_argument('--rate', type=float, default=2e-3)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--every', type=float, default=4, help='minutes between two reports')
    parser.add_argument('--resume', action='store_true')
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    run = Run(args)
    queue: multiprocessing.Queue = multiprocessing.Queue(8)
    multiprocessing.Process(target=produce, args=(queue, args.seed + 1000 * run.step, args.batch, args.rendered), daemon=True).start()
    pages = validation_set(splits()['val'])
    print('parameters', parameter_count(run.net), 'validation pages', len(pages), flush=True)
    queue_item = queue.get()
    losses: list[tuple[float, float]] = []
    waited, reported, last = 0.0, run.used, time.time()
    while run.used < args.minutes * 60:
        for group in run.optimiser.param_groups:
            group['lr'] = learning_rate(args.rate, run.step, run.used / (args.minutes * 60))
        losses.append(run.train_step(*queue_item[:2]))
        asked = time.time()
        queue_item = queue.get()
        waited += time.time() - asked
        run.used, last = run.used + time.time() - last, time.time()
        if run.step in (50, 200, 500):
            print(run.step, round(run.used), 's', np.mean(losses[-50:], 0).round(4), 'waited', round(waited), flush=True)
        if run.used - reported > args.every * 60 or run.used >= args.minutes * 60:
            reported = run.used
            run.save()
            run.report(pages, losses, queue_item[2], waited)
            losses, last = [], time.time()


if __name__ == '__main__':
    main()
