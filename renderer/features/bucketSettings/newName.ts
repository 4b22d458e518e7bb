/** The name, or where it is taken the name with the first number that is free, as `copies-2`. */
export function newName(name: string, taken: readonly (string | undefined)[]): string {
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name}-${number}`;
  return free;
}
