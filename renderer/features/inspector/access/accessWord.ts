/** What the status of an answer to a visitor without keys means for the object. */
export function accessWord(status: number): 'open' | 'refused' | 'missing' | 'other' {
  if (status >= 200 && status < 300) return 'open';
  if (status === 401 || status === 403) return 'refused';
  return status === 404 ? 'missing' : 'other';
}
