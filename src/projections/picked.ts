/** Taking of a row only what somebody else is to see of it. */

/** Some columns of each row, and nothing beside them. */
export const picked = <Row, Name extends keyof Row>(
  rows: readonly Row[],
  ...names: readonly Name[]
): Pick<Row, Name>[] =>
  rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>);

/** No limit, as SQLite writes it. */
export const ALL = -1;
