export type TestPart = { name?: string; type?: string; bytes: Buffer | string; disposition?: 'attachment' | 'inline'; cid?: string };

/** An RFC 822 message with base64 attachments. */
export function mailMessage(subject: string, parts: readonly TestPart[], options: { id?: string; extra?: string } = {}): string {
  const border = 'border-of-the-parts';
  const head = [
    'From: Northern Dairy <bills@dairy.test>',
    'To: bookkeeper@example.test',
    `Subject: ${subject}`,
    'Date: Thu, 12 Nov 2026 09:00:00 +0000',
  ];
  head.push(`Message-ID: <${options.id ?? subject.replace(/\W/g, '-')}@dairy.test>`, 'MIME-Version: 1.0');
  if (options.extra !== undefined) head.push(options.extra);
  head.push(`Content-Type: multipart/mixed; boundary="${border}"`, '');
  const body = [`--${border}`, 'Content-Type: text/plain; charset=utf-8', '', 'Please find our invoice attached.'];
  for (const { name, type = 'application/pdf', bytes, disposition = 'attachment', cid } of parts) {
    body.push(`--${border}`, `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64');
    body.push(`Content-Disposition: ${disposition}${name === undefined ? '' : `; filename="${name}"`}`);
    if (cid !== undefined) body.push(`Content-ID: <${cid}>`);
    body.push('', Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'));
  }
  return [...head, ...body, `--${border}--`, ''].join('\r\n');
}

export const pdf = (text: string): string => `%PDF-1.7\n${text}\n%%EOF\n`;
