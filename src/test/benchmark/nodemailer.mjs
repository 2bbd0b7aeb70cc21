// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0

// Sends so many messages of the same size as the benchmark's issue through nodemailer's pool.
import { createTransport } from "nodemailer";

const [port, connections, messages, bytes] = process.argv.slice(2).map(Number);
const sentence = "The council of the steppe met on Thursday and spoke of wells, roads and schools. ";
const body = `<p>${sentence}</p>\n`.repeat(Math.ceil(bytes / (sentence.length + 8)));
const transport = createTransport({
  host: "127.0.0.1",
  port,
  secure: false,
  ignoreTLS: true,
  pool: true,
  maxConnections: connections,
  maxMessages: Infinity,
});

function message(reader) {
  const link = `https://news.courier.example/u/${reader}`;
  return {
    from: "The Steppe Courier <news@courier.example>",
    to: `Reader No. ${reader} <reader${reader}@example.org>`,
    subject: "Wells, roads and schools: what the council decided",
    text: `Dear Reader No. ${reader},\n\n${sentence}\n\nLeave: ${link}\n`,
    html: `<!doctype html><p>Dear Reader No. ${reader},</p>${body}<a href="${link}">Leave</a>`,
    headers: { "List-Unsubscribe": `<${link}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

// As many as the pool can carry are under way at once, so that memory does not tell of a queue.
let next = 1;
async function worker() {
  while (next <= messages) {
    await transport.sendMail(message(next++));
  }
}
await Promise.all(Array.from({ length: 2 * connections }, worker));
transport.close();
