/** A picture to compare by eye: zoom, light, contrast and inversion change what one sees, never what is kept. */
import { Button, Checkbox, Group, Slider, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { answered, type Key, type Outcome, freshId, type Problem, Refusal } from '../calling.ts';
import { Loading } from '../pieces/loading.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';

export type PictureKind = 'plate' | 'scene';

type Given = {
  readonly kinds: readonly PictureKind[];
  /** Opens it: an act, recorded before the picture comes. */
  readonly open: (kind: PictureKind, key: Key) => Promise<Outcome<unknown>>;
  readonly label: string;
  readonly opened?: () => void;
};

type Loaded = { readonly url: string | null; readonly problem: Problem | null };

const usePicture = ({ open, opened }: Given, kind: PictureKind): Loaded => {
  const [loaded, setLoaded] = useState<Loaded>({ url: null, problem: null });
  useEffect(() => {
    let url: string | null = null;
    let left = false;
    setLoaded({ url: null, problem: null });
    answered(open(kind, { 'Idempotency-Key': freshId() })).then(
      (blob) => {
        if (left) return;
        url = URL.createObjectURL(blob as Blob);
        setLoaded({ url, problem: null });
        opened?.();
      },
      (error: unknown) => {
        if (!left && error instanceof Refusal) setLoaded({ url: null, problem: error.problem });
      },
    );
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
    // Each opening is on the ledger: it is opened once for each kind, not at every drawing.
  }, [kind]);
  return loaded;
};

const asShown = { zoom: 1, brightness: 100, contrast: 100, invert: false };

const Enhance = ({
  value,
  set,
}: {
  readonly value: typeof asShown;
  readonly set: (value: typeof asShown) => void;
}): ReactNode => (
  <Stack gap={6}>
    {(['zoom', 'brightness', 'contrast'] as const).map((name) => (
      <Group key={name} gap="sm" wrap="nowrap">
        <Text size="sm" w={84}>
          {name === 'zoom' ? 'Zoom' : name === 'brightness' ? 'Brightness' : 'Contrast'}
        </Text>
        <Slider
          flex={1}
          min={name === 'zoom' ? 1 : 30}
          max={name === 'zoom' ? 6 : 300}
          step={name === 'zoom' ? 0.5 : 10}
          label={null}
          value={value[name]}
          onChange={(next) => set({ ...value, [name]: next })}
          thumbLabel={name}
        />
      </Group>
    ))}
    <Group gap="md">
      <Checkbox
        label="Invert"
        checked={value.invert}
        onChange={({ currentTarget: { checked } }) => set({ ...value, invert: checked })}
      />
      <Button variant="default" size="xs" onClick={() => set(asShown)}>
        As it was taken
      </Button>
    </Group>
  </Stack>
);

export const Picture = (given: Given): ReactNode => {
  const [kind, setKind] = useState<PictureKind>(given.kinds[0]!);
  const [shown, setShown] = useState(asShown);
  const { url, problem } = usePicture(given, kind);
  const { zoom, brightness, contrast, invert } = shown;
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label="Which picture">
        {given.kinds.map((one) => (
          <Button
            key={one}
            size="xs"
            variant={one === kind ? 'filled' : 'default'}
            aria-pressed={one === kind}
            onClick={() => setKind(one)}
          >
            {one === 'plate' ? 'Plate' : 'Whole scene'}
          </Button>
        ))}
      </Group>
      <div className="picture" tabIndex={0} role="region" aria-label={`${given.label}, scrollable`}>
        {problem && <RefusalPanel problem={problem} />}
        {!problem && !url && <Loading what="Opening the picture" />}
        {url && (
          <img
            src={url}
            alt={given.label}
            style={{
              width: `${zoom * 100}%`,
              filter: `brightness(${brightness}%) contrast(${contrast}%) invert(${invert ? 1 : 0})`,
            }}
          />
        )}
      </div>
      <Enhance value={shown} set={setShown} />
    </Stack>
  );
};
