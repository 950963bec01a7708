import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DocumentHeader, Feature } from '../../../../importers/xplan/model.ts';
import { readXplanGml } from '../../../../importers/xplan/reader.ts';

export interface CorpusFile {
	file: string;
	version: string;
	xsdValid: boolean;
}

const folder = join(import.meta.dirname, '../../../../../shared/xplanung');
const manifest = join(folder, 'manifest.json');

/** The shared plans of versions 4.0 to 6.0 that can be read; empty where the folder is missing. */
export const corpus: CorpusFile[] = existsSync(manifest)
	? (JSON.parse(readFileSync(manifest, 'utf8')) as (CorpusFile & { members: number | null })[]).filter(
			({ version, members }) => members !== null && /^([45]\.\d|6\.0)$/.test(version ?? '')
		)
	: [];

export const corpusPath = (file: string): string => join(folder, file);

export interface ReadDocument {
	header: DocumentHeader;
	features: Feature[];
}

export async function readAll(source: AsyncIterable<Uint8Array>): Promise<ReadDocument> {
	let header: DocumentHeader | undefined;
	const features: Feature[] = [];
	for await (const event of readXplanGml(source)) {
		if (event.type === 'header') header = event.header;
		else if (event.type === 'features') features.push(...event.features);
	}
	return { header: header!, features };
}

export const readCorpusFile = (file: string): Promise<ReadDocument> => readAll(createReadStream(corpusPath(file)));

export async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	for await (const text of texts) yield encoder.encode(text);
}

const run = promisify(execFile);

/** Exit codes of xmllint for files that are not well-formed or not valid. */
const INVALID: unknown[] = [1, 3, 4];

/**
 * Messages of xmllint per file, empty for a valid one. Many files per call, because reading the schema takes longer than checking a plan.
 * @throws what xmllint says where it judged nothing: it or the schema is missing
 */
export async function schemaMessages(version: string, files: string[]): Promise<Map<string, string[]>> {
	const schema = join(folder, 'xsd', `XPlanGML_${version.replace('.', '_')}`, 'XPlanung-Operationen.xsd');
	const messages = new Map<string, string[]>(files.map((file) => [file, []]));
	let output: string;
	try {
		output = (await run('xmllint', ['--nonet', '--noout', '--schema', schema, ...files], { maxBuffer: 1 << 28 })).stderr;
	} catch (thrown) {
		const { code, stderr } = thrown as { code: unknown; stderr: string };
		if (!INVALID.includes(code)) throw thrown;
		output = stderr;
	}
	for (const line of output.split('\n')) {
		const file = files.find((each) => line.startsWith(`${each}:`));
		if (file !== undefined && /error/i.test(line)) messages.get(file)!.push(line.slice(file.length + 1));
	}
	return messages;
}
