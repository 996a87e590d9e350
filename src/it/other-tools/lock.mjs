// Removes the addresses of sponsors from package-lock.json, because npm has no setting for that.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const withoutFunding = (name, value) => (name === 'funding' ? undefined : value);
writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file), withoutFunding), null, 2) + '\n');
