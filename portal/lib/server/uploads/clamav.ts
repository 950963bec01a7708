import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { DomainError } from '../../../../gis/errors.ts';

/** Seconds without any sign of the scanner before it counts as unavailable. */
const SILENCE = 30_000;

/**
 * Has a file scanned by clamd (protocol INSTREAM: chunks with their length in 4 bytes, big endian, then a length of 0).
 * @throws DomainError `attachment_infected`; `scanner_unavailable` when clamd does not answer or gives up: an unscanned file is not taken in
 */
export async function scanFile(clamd: { host: string; port: number }, path: string, name: string): Promise<void> {
	let answer: string;
	try {
		answer = await ask(clamd, path);
	} catch (cause) {
		throw new DomainError('scanner_unavailable', {}, { cause });
	}
	if (/^stream: .+ FOUND$/.test(answer)) throw new DomainError('attachment_infected', { name });
	if (answer !== 'stream: OK') throw new DomainError('scanner_unavailable', {}, { cause: new Error(answer) });
}

function ask(clamd: { host: string; port: number }, path: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(clamd);
		let answer = '';
		socket.setTimeout(SILENCE, () => socket.destroy(new Error('clamd is silent')));
		socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
		socket.on('error', reject);
		socket.on('close', () => (answer ? resolve(answer.replace(/\0.*$/s, '').trim()) : reject(new Error('clamd closed without an answer'))));
		socket.on('connect', () => void send(socket, path).catch((error) => socket.destroy(error)));
	});
}

async function send(socket: import('node:net').Socket, path: string): Promise<void> {
	socket.write('zINSTREAM\0');
	const length = Buffer.alloc(4);
	for await (const chunk of createReadStream(path)) {
		// clamd closes early when its own limit is reached; its answer says so.
		if (socket.destroyed || socket.readableEnded) return;
		length.writeUInt32BE(chunk.length);
		socket.write(Buffer.from(length));
		if (!socket.write(chunk)) await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
	}
	socket.write(Buffer.alloc(4));
}
