// Leaves the addresses of sponsors out of package-lock.json, which npm has no setting for.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const withoutFunding = (name, value) => (name === 'funding' ? undefined : value);
writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file), withoutFunding), null, 2) + '\n');
