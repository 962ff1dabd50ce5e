/** Copies what the compiler leaves behind (Python sources) from src/ to lib/. */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const NOT_SHIPPED =
  /(^|\/)(__tests__|tests|__pycache__|testing|cli)\/|(^|\/)(test_[^/]*|conftest)\.py$/;

for (const path of readdirSync('src', { recursive: true })) {
  if (path.endsWith('.py') && !NOT_SHIPPED.test(path)) {
    cpSync(join('src', path), join('lib', path));
  }
}
