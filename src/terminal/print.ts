/** Results go to standard output, what is said about the work to standard error. */

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
