import { placesSchema, type Place } from './statement.ts';
import * as v from 'valibot';

/** Text and places on this device until they are sent. No name, no address: other people may use the device too. */
export interface Draft {
	text: string;
	places: Place[];
}

const draftSchema = v.object({ text: v.pipe(v.string(), v.maxLength(100_000)), places: placesSchema });
const keyOf = (participationId: string) => `entwurf:${participationId}`;

/** @returns null where there is none, or where the browser keeps nothing (private window) */
export function readDraft(participationId: string): Draft | null {
	try {
		const kept = localStorage.getItem(keyOf(participationId));
		const parsed = kept ? v.safeParse(draftSchema, JSON.parse(kept)) : null;
		return parsed?.success ? parsed.output : null;
	} catch {
		// A draft is a convenience: a browser that refuses storage is no reason to fail.
		return null;
	}
}

export function keepDraft(participationId: string, draft: Draft): void {
	try {
		if (draft.text.trim() === '' && draft.places.length === 0) localStorage.removeItem(keyOf(participationId));
		else localStorage.setItem(keyOf(participationId), JSON.stringify(draft));
	} catch {
		// See readDraft.
	}
}

export function dropDraft(participationId: string): void {
	keepDraft(participationId, { text: '', places: [] });
}
