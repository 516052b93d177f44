#!/usr/bin/env bash
# Proves in half a minute that the training runs from end to end and learns:  training/smoke.sh
# Says what is missing and passes where Debian's python3-torch is not installed. Where the fonts are not, it draws with
# the one font that the program itself brings for its papers, and with the strokes of training/strokes.py.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import torch, cv2, PIL, numpy' 2>/dev/null ||
  { echo "skipped: no python3-torch, python3-opencv or python3-pil"; exit 0; }
if [ ! -d "${PLATE_FONTS:-$here/node_modules}/@fontsource" ]; then
  export PLATE_FONT=${PLATE_FONT:-$here/../node_modules/dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf}
  [ -f "$PLATE_FONT" ] || { echo "skipped: no fonts (see training/README.md)"; exit 0; }
  echo "fonts: $(basename "$PLATE_FONT") alone"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" "$here/chunks.py" reader --seed 1 --count 3 --size 256 --out "$work/data"
"$python" "$here/chunks.py" corners --seed 1 --count 2 --size 256 --out "$work/data"
"$python" "$here/train_reader.py" --seed 1 --chunks 3 --data "$work/data" --out "$work/out" | tee "$work/log"
"$python" "$here/train_corners.py" --seed 1 --chunks 2 --rounds 2 --data "$work/data" --out "$work/out"
for kind in reader corners; do
  "$python" "$here/export.py" "$kind" --checkpoint "$work/out/$kind.pt" --out "$work/$kind.onnx"
  test -s "$work/$kind.onnx"
done
"$python" "$here/demo.py" --seed 1 --random 2 --out "$work/scenes"
test "$(wc -l < "$work/scenes/labels.tsv")" -ge 3
"$python" "$here/demo.py" --seed 1 --crops 3 --out "$work/crops"
test "$(wc -l < "$work/crops/labels.tsv")" -eq 4

# The same seed must make the same pictures, or a card's seed means nothing.
"$python" "$here/chunks.py" reader --seed 1 --count 1 --size 256 --out "$work/again" > /dev/null
cmp "$work/data/reader-0.npz" "$work/again/reader-0.npz"
# So must plates as hard as in the field.
for again in field field-again; do
  "$python" "$here/demo.py" --seed 1 --crops 3 --field --out "$work/$again" > /dev/null
done
cmp "$work/field/crop-0002.png" "$work/field-again/crop-0002.png"
# An exported reader computes what it did before, when training goes on from it (needs python3-onnx).
if "$python" -c 'import onnx' 2>/dev/null; then
  # A reader of numbers learns to read captions.
  "$python" "$here/chunks.py" captions --seed 1 --count 2 --size 256 --out "$work/data"
  "$python" "$here/train_reader.py" --kind captions --seed 1 --chunks 2 --resume "$work/reader.onnx" \
    --data "$work/data" --out "$work/out" | tee "$work/captions.log"
  grep -q '^begins with reader.onnx' "$work/captions.log"
  "$python" "$here/export.py" captions --checkpoint "$work/out/captions.pt" --out "$work/captions.onnx"
  awk '/^chunk/ { loss[$2] = $6 } END { exit !(loss[1] < loss[0]) }' "$work/captions.log"
  # A blend of a reader with itself is that reader.
  "$python" "$here/blend.py" "$work/reader.onnx" "$work/reader.onnx" --share 0.5 --out "$work/blend.onnx"
  "$python" -c 'import sys, onnx
from onnx import numpy_helper as n
a, b = ([n.to_array(t) for t in onnx.load(f).graph.initializer] for f in sys.argv[1:])
assert all((x == y).all() for x, y in zip(a, b, strict=True))' "$work/reader.onnx" "$work/blend.onnx"
fi

# From a cold start the loss of the first chunk is far above that of the third.
awk '/^chunk/ { loss[$2] = $6 } END { exit !(loss[2] < loss[0]) }' "$work/log"
echo "training smoke: passed"
