// Tests how a client that the stock generator typescript-fetch generated reads an error.
import { ErrorBody, ErrorBodyFromJSON } from './target/client';

function shape(error: ErrorBody): string {
  return error.code !== undefined ? 'service' : error.message !== undefined ? 'gateway' : 'neither';
}

function assertEquals(expected: unknown, actual: unknown): void {
  if (expected !== actual) {
    throw new Error(`expected ${expected}, was ${actual}`);
  }
}

for (const code of ['60002', 60002]) {
  const error = ErrorBodyFromJSON({ code, description: 'Not found.', source: 'PartnerFD' });
  assertEquals('service', shape(error));
  assertEquals(code, error.code);
  assertEquals('Not found.', error.description);
  assertEquals(undefined, error.message);
}

const error = ErrorBodyFromJSON({ statusCode: 429, message: 'Try again in 57 seconds.' });
assertEquals('gateway', shape(error));
assertEquals('Try again in 57 seconds.', error.message);
assertEquals(429, error.statusCode);
assertEquals(undefined, error.code);

console.log('Both shapes of an error are distinguished.');
