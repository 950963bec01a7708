import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Mail {
	headers: string;
	/** Decoded text. */
	text: string;
}

/** The mail to this address, once it has arrived at the SMTP server. */
export async function waitForMail(to: string): Promise<Mail> {
	const deadline = Date.now() + 30_000;
	while (Date.now() < deadline) {
		const found = mailsTo(to);
		if (found.length > 0) return found.at(-1)!;
		await wait(250);
	}
	throw new Error(`No mail to ${to} within 30 seconds.`);
}

export function mailsTo(to: string): Mail[] {
	const folder = process.env.E2E_MAILS!;
	return readdirSync(folder)
		.sort()
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.filter((raw) => raw.startsWith(`X-Envelope-To: ${to}\r\n`))
		.map(readMail);
}

function readMail(raw: string): Mail {
	const [headers, ...rest] = raw.split(/\r?\n\r?\n/);
	const body = rest.join('\n\n');
	const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(headers!)?.[1]?.toLowerCase();
	if (encoding === 'base64') return { headers: headers!, text: Buffer.from(body, 'base64').toString('utf8') };
	if (encoding === 'quoted-printable') return { headers: headers!, text: readQuotedPrintable(body) };
	return { headers: headers!, text: body };
}

function readQuotedPrintable(body: string): string {
	const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
