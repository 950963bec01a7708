import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { delegate } from '../../portal/lib/server/reports/delegation/delegate.ts';
import { addNote, setHidden } from '../../portal/lib/server/reports/editing/edit.ts';
import { takeFeedback } from '../../portal/lib/server/reports/feedback/feedback.ts';
import { mergeReport } from '../../portal/lib/server/reports/merge-split/merge.ts';
import { storePhoto } from '../../portal/lib/server/reports/photos/store-photo.ts';
import { releasePhoto, releaseText, withholdPhoto, withholdText } from '../../portal/lib/server/reports/release/release.ts';
import { changeState } from '../../portal/lib/server/reports/states/change-state.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { away, makeReport, makeReporter, RECEIVED, type TestReporter } from './report.ts';
import { signedInStaff } from './staff.ts';

/** Every word that nobody but the staff may read begins so. What follows says where it was written. */
export const SECRET = 'qxgeheim';
/** Stands in what is released: a crawl that does not meet it has looked nowhere. */
export const OPEN = 'qxoffen';
/** A word of texts that are not released. It may be asked for, so it is none of the secret ones. */
export const SEARCHED = 'zebrafink';

export interface SecretWorld {
	here: TestReporter;
	/** Another tenant, with a reporter and a report of its own. */
	there: TestReporter;
	/** Session tokens; null: nobody is signed in. */
	people: Record<'anonymous' | 'foreignClerk' | 'warden' | 'planner', string | null>;
	/** Of the tenant itself, with the right to read all. */
	administrator: string;
	/** Reports that everybody sees, in part. */
	shown: Record<'pending' | 'released' | 'withheld' | 'open', Report>;
	/** Reports of which nobody may know that there are any. */
	unknown: Record<'private' | 'hidden' | 'unconfirmed' | 'merged' | 'mergedPrivate' | 'awaiting', Report>;
	foreign: Report;
	/** Of photos that are not released, and their files. */
	secretIds: string[];
	secretFiles: Set<string>;
	photoIds: string[];
	openPhotoId: string;
	followers: string[];
}

export interface Report {
	id: string;
	publicRef: string;
}

/** SHA-256 of what came over the wire, to know a photo again. */
export const fingerprint = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let size = 500;
/** A photo like no other, with an owner in its EXIF data and XMP. */
function photo(): Promise<Buffer> {
	size += 10;
	return sharp({ create: { width: size, height: 400, channels: 3, background: '#3a7d44' } })
		.jpeg()
		.withExif({ IFD0: { Artist: `${SECRET} exif` }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 30/1 0/1' } })
		.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><owner>${SECRET} xmp</owner></x:xmpmeta>`)
		.toBuffer();
}

const CATEGORIES = {
	LATERNE: {
		name: 'Laterne defekt', group_name: 'Straße', support_threshold: 0,
		fields: [{ code: 'seit', label: 'Seit wann?', type: 'string', required: false, help: '', values: [] }]
	},
	FREI: { name: 'Ohne Prüfung', group_name: 'Straße', moderation: 'open' },
	VORHER: { name: 'Erst prüfen', group_name: 'Straße', moderation: 'hidden' },
	GEHEIM: { name: 'Nur für das Amt', group_name: 'Straße', visibility: 'private' }
};

/** A tenant whose reports are in every state in which something of them, or all, is not for the public; secrets in every field. */
export async function makeSecretReports(services: Services): Promise<SecretWorld> {
	const { db } = services;
	const here = await makeReporter(db, { categories: CATEGORIES, settings: { publicDashboard: true } });
	const there = await makeReporter(db, { settings: { publicDashboard: true } });
	await here.scope.table('responsible_body').update({ email: `${SECRET}-amt@ort.example` });
	const followers = [await follow(services, here.scope, 'alle', null)];

	const make = makerOf(services, here);
	const shown = { pending: await make('pending', 0), released: await make('released', 30), withheld: await make('withheld', 60), open: await make('open', 90, 'FREI') };
	const unknown = {
		private: await make('private', 120, 'GEHEIM'), hidden: await make('hidden', 150), unconfirmed: await make('unconfirmed', 180),
		merged: await make('merged', 210), mergedPrivate: await make('mergedPrivate', 225), awaiting: await make('awaiting', 240, 'VORHER')
	};
	const foreign = await makerOf(services, there)('foreign', 270);
	for (const [name, { id }] of Object.entries({ ...shown, ...unknown })) followers.push(await follow(services, here.scope, name, id));

	const clerk = await signedInStaff(services, here.scope, { email: 'sach@ort.example', name: `${SECRET} Sachbearbeitung`, role: 'clerk' });
	const by = { account: clerk.accountId };
	await work(services, here, { ...shown, ...unknown }, by);
	await release(here.scope, shown, by);
	await conceal(services, here.scope, { shown, unknown }, by);

	const secretPhotos = await db.knex('report_photo').where('release', '<>', 'released').orWhereIn('report_id', Object.values(unknown).map(({ id }) => id)).select('*');
	const fileIds = secretPhotos.flatMap((row) => [row.file_id, row.thumbnail_file_id]);
	const keys: { key: string }[] = await db.knex('file').whereIn('id', fileIds).select('key');
	const secretFiles = new Set(await Promise.all(keys.map(async ({ key }) => fingerprint(await readAll(services, key)))));
	const openPhoto = await here.scope.table('report_photo').where({ release: 'released', report_id: shown.released.id }).first('id');
	return {
		here, there, shown, unknown, foreign, secretFiles, followers,
		administrator: (await signedInStaff(services, here.scope, { email: 'leitung@ort.example', role: 'administrator' })).token,
		people: {
			anonymous: null,
			foreignClerk: (await signedInStaff(services, there.scope, { email: 'sach@nachbarort.example', role: 'clerk' })).token,
			warden: (await signedInStaff(services, here.scope, { email: 'wegewart@ort.example', role: 'warden' })).token,
			planner: (await signedInStaff(services, here.scope, { email: 'plan@ort.example', role: 'planner' })).token
		},
		secretIds: [...Object.values(unknown).map(({ id }) => id), ...secretPhotos.map(({ id }) => id), ...fileIds],
		photoIds: (await db.knex('report_photo').select('id')).map(({ id }) => id),
		openPhotoId: openPhoto.id
	};
}

const readAll = async ({ files }: Pick<Services, 'files'>, key: string): Promise<Buffer> => buffer(await files.getStream(key));

function makerOf(services: Services, test: TestReporter) {
	return async (name: string, east: number, category = 'LATERNE'): Promise<Report> => {
		const photos = [];
		for (let index = 0; index < 2; index++) photos.push(await storePhoto(services, test.scope, await photo()));
		const open = name === 'open';
		const word = open ? OPEN : `${SECRET}${name}`;
		const author = { name: `${SECRET} ${name} Name`, email: `${SECRET}-${name}@buerger.example`, phone: `0171 ${SECRET} ${name}` };
		const answers = category === 'LATERNE' ? { answers: { seit: `${SECRET} ${name} Antwort` } } : {};
		const text = { title: `${word} Titel`, body: `${word} Text ${open ? '' : SEARCHED}`, address: `${word} Weg 1` };
		const { id, publicRef } = await makeReport(services, test, { category, point: away(east, 0), ...text, ...answers, author, photos });
		return { id, publicRef };
	};
}

/** Somebody has subscribed and confirmed. */
async function follow({ db }: Services, scope: TenantScope, name: string, reportId: string | null): Promise<string> {
	const email = `folgt-${name.toLowerCase()}@leser.example`;
	const hash = (kind: string) => createHash('sha256').update(`${kind} ${email}`).digest();
	const at = new Date(RECEIVED.getTime() - 1000);
	const row = { email, report_id: reportId, title: 'Umgebung', confirm_hash: hash('confirm'), manage_hash: hash('manage'), confirmed_at: at, created_at: at };
	await forTenant(db.knex, scope.tenantId).insert('report_alert', row);
	return email;
}

const at = (minutes: number) => new Date(RECEIVED.getTime() + minutes * 60_000);

/** What the staff, contractors and authors write, in each report. */
async function work(services: Services, { scope }: TestReporter, reports: Record<string, Report>, by: { account: string }): Promise<void> {
	for (const [name, { id }] of Object.entries(reports)) {
		await addNote(scope, id, `${SECRET} ${name} Notiz`, by, at(1));
		await delegate(services, scope, id, { contractor: `${SECRET} Firma`, email: `${SECRET}@firma.example`, orderText: `${SECRET} ${name} Auftrag`, days: 14 }, by, at(2));
		await changeState(services, scope, id, { state: 'erledigt', answer: `${name in PUBLIC_ANSWERS ? OPEN : SECRET} ${name} Antwort`, note: `${SECRET} ${name} Vermerk` }, by, at(3));
		await takeFeedback(services, scope, id, { helped: 'nein', text: `${SECRET} ${name} Rückmeldung`, reopen: true }, at(4));
		await scope.insert('report_flag', { report_id: id, reason: `${SECRET} ${name} Missbrauch`, at: at(5) });
		await scope.table('report').where({ id }).update({ assigned_to: by.account });
	}
	await scope.insert('sender_ban', { sender: `${SECRET}-gesperrt@buerger.example`, reason: `${SECRET} Grund`, created_at: at(5) });
}
/** Reports that everybody sees: what the office answers there is for everybody. */
const PUBLIC_ANSWERS = { pending: 1, released: 1, withheld: 1, open: 1 };

/** Text shortened by the editor; one photo released, one not. */
async function release(scope: TenantScope, shown: SecretWorld['shown'], by: { account: string }): Promise<void> {
	const photos = async ({ id }: Report): Promise<{ id: string }[]> => scope.table('report_photo').where({ report_id: id }).orderBy('position').select('id');
	await scope.table('report').where({ id: shown.released.id }).update({ address: `${OPEN} Allee 2` });
	await releaseText(scope, shown.released.id, { title: `${OPEN} gekürzter Titel`, body: `${OPEN} gekürzter Text`, reason: 'Namen entfernt' }, by, at(6));
	const [first, second] = await photos(shown.released);
	await releasePhoto(scope, shown.released.id, first!.id, by, at(7));
	await withholdPhoto(scope, shown.released.id, second!.id, by, at(7));
	await releaseText(scope, shown.withheld.id, {}, by, at(6));
	await withholdText(scope, shown.withheld.id, `${SECRET} zurückgenommen`, by, at(7));
	for (const { id } of await photos(shown.open)) await withholdPhoto(scope, shown.open.id, id, by, at(7));
}

async function conceal(services: Services, scope: TenantScope, { shown, unknown }: Pick<SecretWorld, 'shown' | 'unknown'>, by: { account: string }): Promise<void> {
	await setHidden(scope, unknown.hidden.id, true, `${SECRET} Grund`, by, at(8));
	await scope.table('report').where({ id: unknown.unconfirmed.id }).update({ accepted_at: null });
	await scope.table('report').where({ id: unknown.mergedPrivate.id }).update({ private: true });
	await mergeReport(services, scope, unknown.merged.id, shown.released.publicRef, by, at(9));
	await mergeReport(services, scope, unknown.mergedPrivate.id, shown.released.publicRef, by, at(10));
}
