#!/usr/bin/env bash
# Rebuilds a network from its printed seed:  training/build.sh reader|corners WORK_DIR [SEED] [CHUNKS]
# With RESUME=FILE.onnx PEAK=RATE DECAY_FROM=SHARE in the environment the reader goes on from an exported one.
# One process makes chunks of pictures while another trains on them. Interrupted, the same command goes on.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
kind=${1:?reader or corners}; work=${2:?a folder with room for 45 MB a chunk}; seed=${3:-7}
case $kind in
  reader) chunks=${4:-160}; options=(); harder=() ;;
  corners) chunks=${4:-30}; options=(--rounds 6); harder=() ;;
  *) echo "unknown network: $kind (reader or corners)" >&2; exit 64 ;;
esac
if [ "$kind" = reader ] && [ -n "${RESUME:-}" ]; then
  options=(--resume "$RESUME" --peak "${PEAK:-0.0012}" --decay-from "${DECAY_FROM:-0.57}")
  harder=(--easy 0)
fi
mkdir -p "$work/data" "$work/out"
echo "$kind: seed $seed, $chunks chunks"

"$python" "$here/chunks.py" "$kind" --seed "$seed" --count "$chunks" --out "$work/data" "${harder[@]}" \
  > "$work/$kind-chunks.log" 2>&1 &
maker=$!
trap 'kill "$maker" 2>/dev/null || true' EXIT
export OMP_NUM_THREADS=${THREADS:-1}
"$python" "$here/train_$kind.py" --seed "$seed" --chunks "$chunks" "${options[@]}" \
  --data "$work/data" --out "$work/out" --threads "${THREADS:-1}"
"$python" "$here/export.py" "$kind" --checkpoint "$work/out/$kind.pt" --out "$work/$kind.onnx"
