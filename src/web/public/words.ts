/** Codes of the ledger in words that anybody reads. */

const said: Readonly<Record<string, string>> = {
  'local-le': 'local law enforcement',
  'state-le': 'state law enforcement',
  'federal-le': 'federal law enforcement',
  'with-event-number': 'With the number of an event or case',
  without: 'Without a number, with the reason why there is none',
  'administrative-or-civil': 'Administrative or civil matter',
  'amber-alert': 'AMBER alert',
  read: 'Plates read',
  unread: 'Passages that could not be read',
  raised: 'Alerts raised',
  verified: 'Compared by a person, and the plate agreed',
  rejected: 'Compared by a person, and found a misread',
  confirmed: 'Confirmed with the source before any stop',
  acts: 'Acts refused',
  fixed: 'Fixed cameras',
  requests: 'Requests fulfilled',
  items: 'Records given',
  'switches-on': 'Sharing switches at vendors that are on',
  'files-on': 'Source files of hot lists that are on',
  mobile: 'Cameras on patrol cars',
  'hot-list-entries': 'hot lists',
};

/** `stolen-vehicle` as `Stolen vehicle`. */
export const wordsOf = (code: string): string => {
  const text = said[code] ?? code.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
