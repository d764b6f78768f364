import type { Reply } from './probe';

/** What is wrong with how a good event was answered; null: nothing. */
export function faultInTaking({ status, failure, location }: Reply): string | null {
  if (status === null) return unanswered(failure);
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `answers ${status}${location ? ` to ${location}` : ''}: redirects are not followed, subscribe with the final URL`;
  if (status === 410) return 'answers 410: that says "send nothing more" and pauses the subscription';
  if (status === 429 || status === 503)
    return `answers ${status}: it asks for patience at an ordinary pace, and all events would come late`;
  if (status >= 500) return `answers ${status}: look into its log; the event would be sent again, for three days`;
  return `refuses it with ${status}`;
}

/**
 * What is wrong with how a bad request was answered; null: nothing.
 * @param danger what may come of it when it is taken
 */
export function faultInRefusing({ status, failure }: Reply, danger: string): string | null {
  if (status === null) return unanswered(failure);
  if (status >= 200 && status < 300) return `takes it (${status}): ${danger}`;
  if (status === 410) return 'answers 410: a stranger could pause the subscription; answer 401';
  if (status >= 400 && status < 500) return null;
  return `answers ${status}: refuse it with 401; ${status >= 500 ? 'a fault inside hides what was wrong' : 'nothing else says that it was refused'}`;
}

function unanswered(failure: Reply['failure']): string {
  switch (failure) {
    case 'TIMEOUT':
      return 'does not answer in time: put the event away, answer, and work on it afterwards';
    case 'TLS':
      return 'its certificate is not to be trusted, or it speaks no TLS';
    case 'UNREACHABLE':
    case 'INSIDE':
    case 'OVERLONG':
    case 'ABORTED':
    case null:
      return 'cannot be reached, or cuts the connection: does it run, and is the URL right?';
  }
}
