/** The acts that concern a camera: installing, placing, reviewing, maintaining, a new credential, retiring. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed, Once } from '../pieces/deed.tsx';
import { choicesOf } from '../pieces/fields.tsx';

const views = ['public-road', 'public-property', 'private-open-to-public', 'visible-from-road'] as const;
const sites = [
  'worship',
  'school',
  'medical',
  'reproductive-health',
  'court',
  'shelter',
  'union-hall',
  'place-of-assembly',
  'residence',
] as const;
const works = ['inspection', 'cleaning', 'alignment', 'repair', 'replacement', 'software', 'clock'] as const;

export const calledOf = (camera: Row): string => String(camera['name'] ?? 'this camera');

const Credential = ({ token }: { readonly token: string | null }): ReactNode => (
  <Once title="The credential, shown this once" value={token}>
    Enter it in the camera. It is kept nowhere; a new one makes this one void.
  </Once>
);

/** Degrees as they were typed; a place is given whole or not at all. */
const placeOf = (latitude: string, longitude: string) =>
  latitude.trim() === '' ? null : { latitude: Number(latitude), longitude: Number(longitude) };

export const Install = (): ReactNode => (
  <Deed
    name="install"
    label="Install a camera"
    look={{ variant: 'filled', size: 'sm' }}
    about="It is given a credential of its own, shown next. A fixed camera also needs an approved placement."
    fields={{
      name: { kind: 'text', label: 'Name', about: 'As the street or the unit is called', longest: 100 },
      mobility: { kind: 'choice', label: 'Kind', choices: choicesOf(['fixed', 'mobile']) },
      latitude: { kind: 'text', label: 'Latitude, of a fixed camera', longest: 20, optional: true },
      longitude: { kind: 'text', label: 'Longitude', longest: 20, optional: true },
    }}
    perform={({ name, mobility, latitude, longitude }, key) =>
      api.POST('/equipment', {
        params: { header: key },
        body: { name, mobility, place: placeOf(latitude, longitude) as never },
      })
    }
    changes={['equipment', 'attention']}
    outcome={({ token }) => <Credential token={token} />}
  />
);

export const NewCredential = ({ camera }: { readonly camera: Row }): ReactNode => (
  <Deed
    name={`credential ${camera.id}`}
    label="New credential"
    of={calledOf(camera)}
    about="The one before it is void from then on."
    perform={(_, key) =>
      api.POST('/equipment/{cameraId}/credential', { params: { path: { cameraId: camera.id }, header: key } })
    }
    changes={[]}
    outcome={({ token }) => <Credential token={token} />}
  />
);

export const Retire = ({ camera }: { readonly camera: Row }): ReactNode => (
  <Deed
    name={`retire ${camera.id}`}
    label="Retire"
    of={calledOf(camera)}
    about="Nothing it sends is taken any more."
    fields={{
      why: {
        kind: 'choice',
        label: 'Why',
        choices: choicesOf(['replaced', 'moved', 'damaged', 'stolen', 'withdrawn']),
      },
    }}
    perform={({ why }, key) =>
      api.POST('/equipment/{cameraId}/retirement', {
        params: { path: { cameraId: camera.id }, header: key },
        body: { why },
      })
    }
    changes={['equipment', 'attention']}
  />
);

export const Maintained = ({ camera }: { readonly camera: Row }): ReactNode => (
  <Deed
    name={`maintain ${camera.id}`}
    label="Record maintenance"
    of={calledOf(camera)}
    fields={{ work: { kind: 'choice', label: 'What was done', choices: choicesOf(works) } }}
    perform={({ work }, key) =>
      api.POST('/equipment/{cameraId}/maintenance', {
        params: { path: { cameraId: camera.id }, header: key },
        body: { work },
      })
    }
    changes={['maintenance']}
  />
);

const seen = {
  looked: {
    kind: 'yes',
    label: 'I looked for sensitive sites in view',
    about: 'Tick it also where none was found.',
  },
  sites: { kind: 'several', label: 'Sensitive sites in view', choices: choicesOf(sites), optional: true },
  masks: { kind: 'number', label: 'Masked areas of the picture', most: 1000, optional: true },
  frame: { kind: 'document', label: 'A sample frame' },
} as const;

export const Place = ({ camera, wanted }: { readonly camera: Row; readonly wanted: boolean }): ReactNode => (
  <Deed
    name={`place ${camera.id}`}
    label="Approve placement"
    of={calledOf(camera)}
    look={wanted ? { variant: 'filled' } : {}}
    about="A camera captures what is in public view, and as little else as can be (430.8)."
    fields={{
      publicView: { kind: 'choice', label: 'Why what it captures is in public view', choices: choicesOf(views) },
      fieldOfView: { kind: 'words', label: 'What it sees', about: 'Lanes and edges, as on the sample frame' },
      ...seen,
      justification: {
        kind: 'words',
        label: 'Why no other placement would do',
        about: 'Where a sensitive site is in view',
        optional: true,
      },
    }}
    perform={({ publicView, fieldOfView, looked, sites: found, masks, frame, justification }, key) =>
      api.POST('/placements/{cameraId}', {
        params: { path: { cameraId: camera.id }, header: key },
        body: {
          publicView,
          fieldOfView,
          sites: (looked ? found : null) as never,
          masks,
          frame,
          justification: justification || null,
        },
      })
    }
    changes={['placements', 'attention', 'duties']}
  />
);

export const Review = ({ camera }: { readonly camera: Row }): ReactNode => (
  <Deed
    name={`review ${camera.id}`}
    label="Review placement"
    of={calledOf(camera)}
    about="Where it no longer keeps to public view, the camera is to be moved."
    fields={{
      keeps: { kind: 'yes', label: 'It still sees public places only' },
      ...seen,
      note: { kind: 'words', label: 'Note', optional: true },
    }}
    perform={({ keeps, looked, sites: found, masks, frame, note }, key) =>
      api.POST('/placements/{cameraId}/review', {
        params: { path: { cameraId: camera.id }, header: key },
        body: { keepsToPublicView: keeps, sites: (looked ? found : null) as never, masks, frame, note },
      })
    }
    changes={['placements', 'attention', 'duties']}
  />
);
