import { createHash } from 'node:crypto';
import type { ForeignRecord } from './read-answer.ts';

/** A request of another city, with what all of them write differently made equal. */
export interface ForeignRequest {
	id: string;
	code: string;
	status: string;
	/** Finer than open and closed, where it is told. */
	detail: string | null;
	notes: string;
	description: string;
	address: string;
	/** Degrees; null where there is no usable place. */
	point: { lon: number; lat: number } | null;
	requestedAt: Date | null;
	mediaUrl: string | null;
	/** It came from yet another system. */
	pulled: boolean;
	/** Changes when something was said about it. */
	seen: Buffer;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '');

function number(value: unknown): number | null {
	const written = text(value).replace(',', '.');
	return written === '' || !Number.isFinite(Number(written)) ? null : Number(written);
}

function date(value: unknown): Date | null {
	const at = new Date(text(value));
	return Number.isNaN(at.getTime()) ? null : at;
}

/** @returns null for what has no id */
export function readForeignRequest(record: ForeignRecord): ForeignRequest | null {
	const id = text(record.service_request_id);
	if (id === '' || id.length > 200) return null;
	const [lat, lon] = [number(record.lat), number(record.long ?? record.lon ?? record.lng)];
	const extended = (typeof record.extended_attributes === 'object' && record.extended_attributes !== null ? record.extended_attributes : {}) as ForeignRecord;
	const status = text(record.status).toLowerCase() || 'open';
	const detail = text(extended.detailed_status) || null;
	const notes = text(record.status_notes);
	return {
		id,
		code: text(record.service_code),
		status,
		detail,
		notes,
		description: text(record.description).slice(0, 4_000),
		address: text(record.address).slice(0, 300),
		// Nobody reports from the middle of the Atlantic: 0/0 stands for "none".
		point: lat === null || lon === null || Math.abs(lat) > 85 || Math.abs(lon) > 180 || (lat === 0 && lon === 0) ? null : { lat, lon },
		requestedAt: date(record.requested_datetime),
		mediaUrl: text(record.media_url) || null,
		pulled: text(extended.pulled) === 'true',
		seen: createHash('sha256').update(JSON.stringify([status, detail, notes])).digest()
	};
}

export interface ForeignUpdate {
	id: string;
	requestId: string;
	status: string | null;
	code: string | null;
	text: string;
}

/** @returns null for what has no ids */
export function readForeignUpdate(record: ForeignRecord): ForeignUpdate | null {
	const [id, requestId] = [text(record.update_id), text(record.service_request_id)];
	if (!id || !requestId || id.length > 150) return null;
	return {
		id,
		requestId,
		status: text(record.status).toLowerCase() || null,
		code: text(record.external_status_code) || null,
		text: text(record.description).slice(0, 4_000)
	};
}
