/** Whether somebody can be found again: a name of a person, and an address that only he reads (430.10(a)(b)). */

/** Before the @ of mailboxes that several people read. */
const sharedBoxes = new Set(
  (
    'admin administrator alpr analysis analyst analysts bureau captain chief command contact crime cid ' +
    'desk detective detectives dispatch division duty enquiries evidence fusion group hello help info ' +
    'inquiries intel intelligence investigation investigations investigator investigators legal lpr mail ' +
    'mailbox office officer officers operations ops patrol pd police postmaster property records request ' +
    'requests sergeant service sheriff squad staff support task taskforce team tip tips traffic unit ' +
    'warrants watch watchcommander webmaster'
  ).split(' '),
);

const email = /^([^\s@]+)@[^\s@]+\.[^\s@.]{2,}$/;
const telephone = /^\+?[\d ().-]{10,20}(?: ?(?:x|ext\.?) ?\d{1,6})?$/;

/** True for a telephone number, and for an e-mail address that is not made of shared words alone. */
export const isOnesOwn = (contact: string): boolean => {
  const local = email.exec(contact.trim())?.[1];
  if (local === undefined) return telephone.test(contact.trim());
  const words = local
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length > 0 && !words.every((word) => sharedBoxes.has(word));
};

/** True for a name of at least two words, none of them the name of a desk. */
export const namesSomebody = (name: string): boolean => {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}’'-]+/u)
    .filter((word) => word.length > 1);
  return words.length > 1 && !words.every((word) => sharedBoxes.has(word));
};
