// A key twice in one log, which no driver can write because of the unique index: the bytes of the file itself are changed.
// A process of its own (node double-key.cjs <data folder> <conversation id>), because libsql keeps the file until it ends.
const { join } = require('node:path');
const Database = require('libsql');

const [, , dataDir, conversationId] = process.argv;
const database = new Database(join(dataDir, 'store.db'));
const tables = database.prepare("SELECT name FROM sqlite_master WHERE sql LIKE '%rid INTEGER%'").all([]);
for (const { name } of tables)
  for (const { rid, doc } of database.prepare(`SELECT rid, doc FROM ${name}`).all([])) {
    const bytes = Buffer.from(doc);
    const at = bytes.indexOf('customer:altra');
    if (at === -1 || !bytes.includes(conversationId)) continue;
    bytes.write('customer:prima', at);
    database.prepare(`UPDATE ${name} SET doc = ? WHERE rid = ?`).run([bytes, rid]);
  }
