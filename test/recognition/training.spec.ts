/** The training, small but whole: a seed makes the same pictures, the loss falls, and what was trained is exported. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const folder = join(__dirname, '../../training');
const python = process.env['PYTHON'] ?? '/usr/bin/python3';
const has = (modules: string): boolean => spawnSync(python, ['-c', `import ${modules}`]).status === 0;

// Fonts are never missing: without the families it draws with the one that this program brings for its papers.
const missing = has('torch, cv2, PIL, numpy') ? null : 'python3-torch, python3-opencv, python3-pil';
const name = 'learns to read and to find in a few chunks';

(missing ? it.skip : it)(
  missing ? `${name} (needs ${missing})` : name,
  () => {
    const env = { ...process.env, OMP_NUM_THREADS: '1', PYTHON: python };
    const { status, stdout, stderr } = spawnSync(join(folder, 'smoke.sh'), { env, encoding: 'utf8' });
    expect(`${stdout}${stderr}`).toContain('training smoke: passed');
    expect(status).toBe(0);
  },
  600_000,
);
