"""Learns the change of the encoder's weights that auditor/extract/encoder.py uses; writes auditor/extract/adapter.npz.

    pip install torch transformers            # for this command alone
    python bench/learn_meaning.py --gold ../shared/gold --articles ../shared/articles

It reads the topics listed under `build` in gold_split.toml, the made-up topics to build on, and the training stories
(bench/training_stories). Claims of one topic that lie on mentions of one question are to be near, others far
(supervised contrastive loss, Khosla et al. 2020, and logistic loss on their cosines). Only low-rank matrices beside
those of the encoder's upper layers are learned (Hu et al. 2021), so the packaged encoder stays as it is.

Three changes are written: one learned from everything, and into build/adapters one for each half of the topics to
build on, learned without that half: with those, bench/learn_alignment.py weighs the likeness on topics that the
encoder has not seen.
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import annotated
import numpy as np
import torch
from learn_alignment import half, halves
from torch import Tensor, nn
from torch.nn import functional
from transformers import MPNetConfig, MPNetModel

from auditor.extract import encoder, making, meaning
from auditor.extract.claims import find_claims
from auditor.model import Article

HERE = Path(__file__).parent
RANK, SCALE, FROZEN, PADDING = 16, 2.0, 4, 1
EPOCHS, AT_ONCE, RATE, WARM_UP = 1, 64, 3e-4, 30
TEMPERATURE, SHARE = 0.05, 0.5
TOGETHER = 12
"""Sentences of like length that are read at once, which spares padding."""
SEEN = 4
"""Lines of a training story in which the greatest numbers are looked for."""


@dataclass(frozen=True)
class Example:
    """A claim on annotated mentions."""

    topic: str
    sort: str
    article: str
    start: int
    end: int
    span: meaning.Span
    questions: frozenset[int]


def examples(name: str, articles: Sequence[Article], mentions: annotated.Mentions) -> Iterator[Example]:
    for article in articles:
        for c in find_claims(article):
            if questions := annotated.answered(c, mentions):
                span = meaning.sentence_of(article.text, c.start, c.end)
                yield Example(name, c.value_type, c.article, c.start, c.end, span, questions)


class LowRank(nn.Module):
    """A linear map with a change of low rank, which alone is learned."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.into = nn.Parameter(torch.randn(linear.in_features, RANK) * 0.02)
        self.out = nn.Parameter(torch.zeros(RANK, linear.out_features))

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x) + (x @ self.into @ self.out) * SCALE


class Encoder(nn.Module):
    """The packaged encoder, with changes of its layers above the first FROZEN."""

    def __init__(self) -> None:
        super().__init__()
        self.net = _packaged()
        self.net.requires_grad_(False)
        self.share = nn.Parameter(torch.tensor(SHARE))
        self.changes = nn.ModuleDict()
        self.below: dict[str, Tensor] = {}
        for n, layer in list(enumerate(self.net.encoder.layer))[FROZEN:]:
            for part, place in making.PARTS.items():
                holder, _, name = place.rpartition(".")
                change = LowRank(layer.get_submodule(place))
                setattr(layer.get_submodule(holder), name, change)
                self.changes[f"{n} {part}"] = change

    def forward(self, spans: Sequence[meaning.Span]) -> Tensor:
        """Vectors of length 1: spans x WIDTH."""
        texts = sorted({text for text, _, _ in spans}, key=lambda text: (len(text), text))
        which = torch.tensor([texts.index(text) for text, _, _ in spans])
        parts = [self._read(texts[i : i + TOGETHER]) for i in range(0, len(texts), TOGETHER)]
        longest = max(mask.shape[1] for _, mask, _ in parts)
        states, mask, offsets = (
            torch.cat(
                [
                    functional.pad(part[n], (0, 0) * (part[n].dim() - 2) + (0, longest - part[n].shape[1]))
                    for part in parts
                ]
            )
            for n in range(3)
        )
        start, end = (torch.tensor([span[n] for span in spans])[:, None] for n in (1, 2))
        at, real = offsets[which], mask[which].float()
        inside = ((at[..., 0] < end) & (at[..., 1] > start) & (at[..., 1] > at[..., 0])).float() * real
        inside = torch.where(inside.sum(1, keepdim=True) > 0, inside, real)
        claim, whole = (functional.normalize(_mean(states[which], m), dim=1) for m in (inside, real))
        return functional.normalize(claim + self.share * whole, dim=1)

    def _read(self, texts: Sequence[str]) -> tuple[Tensor, Tensor, Tensor]:
        """The states, the mask and the offsets of the sentences' tokens."""
        tokenizer = encoder.tokenizer()
        tokenizer.enable_padding(pad_id=PADDING, pad_token="<pad>")
        read = tokenizer.encode_batch(list(texts))
        ids, mask, offsets = (torch.tensor([getattr(e, n) for e in read]) for n in ("ids", "attention_mask", "offsets"))
        hidden = (1.0 - mask[:, None, None, :].float()) * -1e9
        bias = self.net.encoder.compute_position_bias(self.net.embeddings(input_ids=ids))
        self._read_below(texts, ids, mask, hidden, bias)
        states = nn.utils.rnn.pad_sequence([self.below[text] for text in texts], batch_first=True)
        # bfloat16 learns as well, three times as fast where the processor has it
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            for layer in self.net.encoder.layer[FROZEN:]:
                states = layer(states, hidden, bias)[0]
        return states.float(), mask, offsets

    @torch.no_grad()
    def _read_below(self, texts: Sequence[str], ids: Tensor, mask: Tensor, hidden: Tensor, bias: Tensor) -> None:
        """Remembers what the layers that stay as they are make of sentences that were not read before."""
        new = [n for n, text in enumerate(texts) if text not in self.below]
        if new:
            states = self.net.embeddings(input_ids=ids[new])
            for layer in self.net.encoder.layer[:FROZEN]:
                states = layer(states, hidden[new], bias[new])[0]
            self.below |= {texts[n]: state[: int(mask[n].sum())].clone() for n, state in zip(new, states, strict=True)}


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def _packaged() -> MPNetModel:
    shape = MPNetConfig(vocab_size=30527, max_position_embeddings=514, layer_norm_eps=1e-5)
    net = MPNetModel(shape, add_pooling_layer=False)
    weights = making.packaged(making.carried())
    net.load_state_dict({n: torch.tensor(weights[n]) for n in net.state_dict() if n in weights}, strict=False)
    missing = net.state_dict().keys() - weights.keys() - {"embeddings.position_ids"}
    if missing:
        raise ValueError(f"the packaged encoder lacks {sorted(missing)}")
    return net.eval()


def labels(given: Sequence[Example]) -> Tensor:
    """1 same question, 0 not, -1 the same or overlapping passages, of which nothing is learned."""

    def one(a: Example, b: Example) -> int:
        overlapping = a.article == b.article and a.start < b.end and b.start < a.end
        return -1 if overlapping else int(not a.questions.isdisjoint(b.questions))

    return torch.tensor([[one(a, b) for b in given] for a in given])


def batches(given: Sequence[Example], lot: random.Random) -> list[list[Example]]:
    """Examples of one topic and one sort of answer, those of one question side by side, in drawn order."""
    groups: dict[tuple[str, str], dict[int, list[Example]]] = {}
    for e in lot.sample(given, len(given)):
        groups.setdefault((e.topic, e.sort), {}).setdefault(min(e.questions), []).append(e)
    out = []
    for group in groups.values():
        by_question = list(group.values())
        lot.shuffle(by_question)
        row = [e for question in by_question for e in question]
        out += [row[i : i + AT_ONCE] for i in range(0, len(row), AT_ONCE)]
    lot.shuffle(out)
    return [batch for batch in out if (labels(batch) == 1).any()]


def learn(given: Sequence[Example], seed: int = 0) -> Encoder:
    torch.manual_seed(seed)
    lot, model = random.Random(seed), Encoder()
    slope = nn.Parameter(torch.tensor([10.0, -5.0]))
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": learned, "lr": RATE}, {"params": [slope], "lr": 1e-2}], weight_decay=0.01)
    plan = [batch for _ in range(EPOCHS) for batch in batches(given, lot)]
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / len(plan))
    )
    begun = time.time()
    for step, batch in enumerate(plan):
        loss = _loss(model, slope, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        rate.step()
        if step % 50 == 0:
            print(f"{step}/{len(plan)}: loss {loss.item():.2f}, {time.time() - begun:.0f} s", flush=True)
    return model.eval()


def _loss(model: Encoder, slope: Tensor, batch: Sequence[Example]) -> Tensor:
    same = labels(batch)
    vectors = model([e.span for e in batch])
    cosines, known, alike = vectors @ vectors.T, same >= 0, (same == 1).float()
    logs = (cosines / TEMPERATURE).masked_fill(~known, -1e4).log_softmax(dim=1)
    some = alike.sum(1) > 0
    contrast = -((logs * alike).sum(1)[some] / alike.sum(1)[some]).mean()
    logistic = functional.binary_cross_entropy_with_logits(
        cosines[known] * slope[0] + slope[1], alike[known], pos_weight=torch.tensor(3.0)
    )
    return contrast + 2 * logistic


def _learned(given: Sequence[Example], path: Path) -> None:
    write(learn(given), path)


@torch.no_grad()
def largest(model: Encoder) -> dict[str, np.ndarray]:
    """The greatest number that each input of a layer's "down" is given, over sentences of the training stories."""
    found: dict[str, np.ndarray] = {}
    model.below.clear()  # the lower layers would not be run on what they have read

    def see(name: str) -> Callable[[nn.Module, tuple[Tensor]], None]:
        def hook(_: nn.Module, given: tuple[Tensor]) -> None:
            numbers = given[0].abs().flatten(0, 1).amax(0).numpy()
            found[name] = np.maximum(found.get(name, 0.0), numbers)

        return hook

    layers = model.net.encoder.layer
    hooks = [layer.output.dense.register_forward_pre_hook(see(f"{n} down largest")) for n, layer in enumerate(layers)]
    for path in annotated.stories(HERE / "training_stories"):
        article = annotated.story(path)[0][0]
        for sentence in [line for line in article.text.split("\n") if line.strip()][:SEEN]:
            model._read([sentence[: meaning.MOST]])
    for hook in hooks:
        hook.remove()
    return found


def write(model: Encoder, path: Path) -> None:
    told = {"share": np.float32(model.share.item())}
    told |= {name: numbers.astype(np.float16) for name, numbers in largest(model).items()}
    for place, change in model.changes.items():
        told[f"{place} in"] = (SCALE * change.into).detach().numpy().astype(np.float16)
        told[f"{place} out"] = change.out.detach().numpy().astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    options = parser.parse_args()
    build = tomllib.loads((HERE / "gold_split.toml").read_text())["build"]
    made = tomllib.loads((HERE / "made_topics" / "split.toml").read_text())["build"]
    made_topics = HERE / "made_topics"
    own = [
        *(e for t in made for e in examples(t, *annotated.topic(t, made_topics / "gold", made_topics / "articles"))),
        *(e for p in annotated.stories(HERE / "training_stories") for e in examples(p.stem, *annotated.story(p))),
    ]
    real = {t: list(examples(t, *annotated.topic(t, options.gold, options.articles))) for t in build}
    print(f"{sum(map(len, real.values()))} claims of topics to build on, {len(own)} of made-up ones")
    wanted = {encoder.ADAPTER: [*own, *(e for t in build for e in real[t])]}
    for n, left in enumerate(halves(build)):
        wanted[half(n)] = [*own, *(e for t in build if t not in left for e in real[t])]
    with ProcessPoolExecutor(initializer=torch.set_num_threads, initargs=(1,)) as processes:
        list(processes.map(_learned, wanted.values(), wanted))


if __name__ == "__main__":
    main()
