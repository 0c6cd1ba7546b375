"""Trains the line recogniser; one command from the corpus to a checkpoint.

    OMP_WAIT_POLICY=passive /usr/bin/python3 models/training/reader/train_recogniser.py --minutes 78

Rendered lines come from render_lines.py (run it before, or beside: chunks join as they are written). The learning rate follows the clock, not
the steps, so a run ends on time on any machine; draws are seeded, but the number of steps is the machine's. SIGTERM saves; --resume goes on.
"""
from __future__ import annotations

import os

os.environ.setdefault('ONEDNN_PRIMITIVE_CACHE_CAPACITY', '4096')
os.environ.setdefault('OMP_WAIT_POLICY', 'passive')

import argparse
import csv
import math
import signal
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from charset import decode
from line_batches import Batch, Producer
from line_crops import HEIGHT, LineSet, load_lines, normalise, plain
from metrics import error_rate
from real_lines import real_lines
from recogniser_net import Recogniser, Shape, collapse_case, frames

COLUMNS = ('minutes', 'step', 'lines', 'real_epochs', 'rate', 'loss_real', 'loss_rendered', 'val_cer', 'val_exact', 'rendered_cer', 'rendered_exact', 'val_cer_ema', 'rendered_cer_ema', 'ms_per_line')
# Share of real lines from a share of the time on: rendered lines teach the letters sooner than real ones teach bad print.
REAL_SHARES = ((0., .30), (.25, .40), (.48, .50), (.85, .65))
VALIDATION_RENDERED = 1200   # of the held-out lines; the test uses those from 2,400 on


class Validation:
    """Plain crops of the validation receipts and of rendered lines in held-out fonts, by width, ready to run."""

    def __init__(self, cache: Path) -> None:
        self.batches: list[tuple[torch.Tensor, list[int], list[str], bool]] = []
        self._add(real_lines('val', cache), None, True)
        self._add(load_lines(cache / 'heldout-000'), VALIDATION_RENDERED, False)

    def _add(self, lines: LineSet, count: int | None, real: bool) -> None:
        crops = [normalise(plain(lines.image(i))) for i in range(len(lines))][:count]
        order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1])
        for k in range(0, len(order), 32):
            part = order[k:k + 32]
            width = (crops[part[-1]].shape[1] + 31) // 32 * 32
            x = np.zeros((len(part), 1, HEIGHT, width), np.float32)
            for j, i in enumerate(part):
                x[j, 0, :, :crops[i].shape[1]] = crops[i]
            self.batches.append((torch.from_numpy(x), [crops[i].shape[1] for i in part], [lines.texts[i] for i in part], real))

    def measure(self, net: Recogniser) -> tuple[float, float, float, float]:
        """CER and exact lines of receipts (upper-cased), then of rendered lines (case counts)."""
        pairs: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
        net.eval()
        with torch.no_grad(), torch.autocast('cpu', dtype=torch.bfloat16):
            for x, widths, texts, real in self.batches:
                best = net(x.contiguous(memory_format=torch.channels_last)).squeeze(2).argmax(1)
                pairs[real] += [(t, decode(best[j, :frames(w)].tolist())) for j, (w, t) in enumerate(zip(widths, texts))]
        net.train()
        return error_rate(pairs[True], True) + error_rate(pairs[False], False)


def loss_of(net: Recogniser, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, np.ndarray]:
    """(loss a character, summed losses of the lines, lengths). Real lines are scored with the case collapsed."""
    x = torch.from_numpy(batch.x).float().contiguous(memory_format=torch.channels_last)
    with torch.autocast('cpu', dtype=torch.bfloat16):
        logits = net(x)
    log_p = logits.squeeze(2).permute(2, 0, 1).float().log_softmax(-1)
    real = torch.from_numpy(np.flatnonzero(batch.real))
    if len(real):
        log_p = log_p.index_copy(1, real, collapse_case(log_p[:, real]))
    lengths = np.array([len(t) for t in batch.targets])
    columns = torch.tensor([min(frames(w), log_p.shape[0]) for w in batch.widths])
    each = F.ctc_loss(log_p, torch.tensor(sum(batch.targets, [])), columns, torch.from_numpy(lengths), reduction='none', zero_infinity=True)
    return each.sum() / int(lengths.sum()), each.detach(), lengths


def rate_at(share: float, step: int, highest: float) -> float:
    """Learning rate: 150 steps of warm-up, flat for 8 % of the time, then a cosine down to 1 %."""
    cosine = 1. if share < .08 else .5 * (1 + math.cos(math.pi * (share - .08) / .92)) * .99 + .01
    return highest * min(1., step / 150 + .02) * cosine


class Training:
    """The run's state, its checkpoint and its curve."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        self.net = Recogniser(Shape()).to(memory_format=torch.channels_last)
        decay = [p for n, p in self.net.named_parameters() if p.ndim == 4 and 'gain' not in n]
        rest = [p for n, p in self.net.named_parameters() if not (p.ndim == 4 and 'gain' not in n)]
        self.optimiser = torch.optim.AdamW([{'params': decay, 'weight_decay': .02}, {'params': rest, 'weight_decay': 0.}], lr=options.rate, betas=(.9, .98))
        self.average = {k: v.clone() for k, v in self.net.state_dict().items()}
        self.step = self.lines = self.real = 0
        self.elapsed = 0.
        if options.resume and options.checkpoint.exists():
            kept = torch.load(options.checkpoint)
            self.net.load_state_dict(kept['net'])
            self.average = kept['average']
            self.optimiser.load_state_dict(kept['optimiser'])
            self.step, self.lines, self.real, self.elapsed = kept['step'], kept['lines'], kept['real'], kept['elapsed']

    def save(self) -> None:
        part = self.options.checkpoint.with_suffix('.part')
        torch.save({'net': self.net.state_dict(), 'average': self.average, 'optimiser': self.optimiser.state_dict(), 'step': self.step, 'lines': self.lines,
                    'real': self.real, 'elapsed': self.elapsed, 'shape': self.net_shape()}, part)
        part.rename(self.options.checkpoint)

    @staticmethod
    def net_shape() -> dict[str, object]:
        return dict(vars(Shape()))

    def update_average(self) -> None:
        keep = min(.99, self.step / (self.step + 200))
        with torch.no_grad():
            for k, v in self.net.state_dict().items():
                self.average[k].mul_(keep).add_(v, alpha=1 - keep)

    def learn(self, batch: Batch) -> tuple[np.ndarray, np.ndarray]:
        """One step; (summed losses, characters) of rendered and of real lines."""
        rate = rate_at(self.elapsed / (self.options.minutes * 60), self.step, self.options.rate)
        for group in self.optimiser.param_groups:
            group['lr'] = rate
        loss, each, lengths = loss_of(self.net, batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.)
        self.optimiser.step()
        self.step += 1
        self.lines += len(lengths)
        self.real += int(batch.real.sum())
        if self.step % 10 == 0:
            self.update_average()
        side = batch.real.astype(int)
        return np.bincount(side, each.numpy(), 2), np.bincount(side, lengths, 2)

    def measure(self, validation: Validation) -> list[float]:
        raw = validation.measure(self.net)
        averaged = Recogniser(Shape()).to(memory_format=torch.channels_last)
        averaged.load_state_dict(self.average)
        smooth = validation.measure(averaged)
        return [*raw, smooth[0], smooth[2]]


def train(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    run = Training(options)
    producer = Producer(options.cache, options.seed + run.step)
    validation = Validation(options.cache)
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
    real_lines_count = len(real_lines('train', options.cache))
    curve = options.curve.open('a', newline='')
    writer = csv.writer(curve, lineterminator='\n')
    if run.step == 0:
        writer.writerow(COLUMNS)
    print('parameters', sum(p.numel() for p in run.net.parameters()), flush=True)
    base, started, since, saved, measured = run.elapsed, time.time(), time.time(), time.time(), 0.
    losses, characters, lines_before, waited = np.zeros(2), np.zeros(2), run.lines, 0.
    while run.elapsed < options.minutes * 60 and not stop:
        producer.controls.short.value = int(run.elapsed < options.short_minutes * 60)
        producer.controls.real_share.value = [share for start, share in REAL_SHARES if run.elapsed >= start * options.minutes * 60][-1]
        asked = time.time()
        batch = producer.next()
        waited += time.time() - asked
        a, b = run.learn(batch)
        losses, characters = losses + a, characters + b
        run.elapsed = base + time.time() - started
        if run.step % 100 == 0:
            ms = (time.time() - since) / (run.lines - lines_before) * 1e3
            print(f'{run.step} {run.elapsed / 60:.2f} min, {run.lines} lines, loss {losses[1] / max(1, characters[1]):.4f} real {losses[0] / max(1, characters[0]):.4f} rendered, {ms:.2f} ms a line, waited {waited:.1f} s', flush=True)
        if time.time() - saved > options.save_minutes * 60:
            run.save()
            saved = time.time()
        if run.elapsed - measured > options.measure_minutes * 60 or run.elapsed >= options.minutes * 60:
            ms = (time.time() - since) / max(1, run.lines - lines_before) * 1e3
            figures = run.measure(validation)
            row = [run.elapsed / 60, run.step, run.lines, run.real / real_lines_count, run.optimiser.param_groups[0]['lr'], losses[1] / max(1, characters[1]), losses[0] / max(1, characters[0]), *figures, ms]
            writer.writerow([round(v, 5) for v in row])
            curve.flush()
            print(dict(zip(COLUMNS, [round(v, 4) for v in row])), flush=True)
            run.elapsed = base + time.time() - started
            measured, since, lines_before, losses, characters = run.elapsed, time.time(), run.lines, np.zeros(2), np.zeros(2)
            run.save()
            saved = time.time()
    run.save()
    producer.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--minutes', type=float, default=78)
    parser.add_argument('--cache', type=Path, default=Path('.cache/reader'))
    parser.add_argument('--checkpoint', type=Path, default=Path('.cache/reader/recogniser.pt'))
    parser.add_argument('--curve', type=Path, default=Path(__file__).parent / 'logs' / 'recogniser' / 'curve.csv')
    parser.add_argument('--rate', type=float, default=2e-3)
    parser.add_argument('--short-minutes', type=float, default=4, help='short lines only at first')
    parser.add_argument('--save-minutes', type=float, default=4)
    parser.add_argument('--measure-minutes', type=float, default=6)
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--resume', action='store_true')
    train(parser.parse_args())


if __name__ == '__main__':
    main()
