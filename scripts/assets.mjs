/** Copies what the compiler leaves behind (Python sources) from src/ to lib/. */
import { cpSync } from 'node:fs';
import { extname } from 'node:path';
import { statSync } from 'node:fs';

cpSync('src', 'lib', {
  recursive: true,
  filter: from =>
    statSync(from).isDirectory()
      ? !['__tests__', '__pycache__', 'cli', 'testing'].some(name =>
          from.endsWith(name)
        )
      : extname(from) === '.py'
});
