import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import Database from 'better-sqlite3';
import { RENDERER_FOLDER } from '#hosts/node/program-files.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const database = new Database(path.join(process.argv[2] ?? '', 'kacang.db'), { readonly: true });
database.prepare('SELECT COUNT(*) FROM settings').get();

const server = createServer((request, response) => {
  const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const file = path.join(RENDERER_FOLDER, pathname === '/' ? 'index.html' : path.normalize(pathname));
  try {
    const body = readFileSync(file);
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`http://127.0.0.1:${address.port}/\n`);
});
