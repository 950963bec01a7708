import { openOutbox } from '../offline/outbox.ts';
import { MAX_TRACK_POINTS, type DamageInput, type OrderInput, type RoundInput } from '../forms/trails.ts';
import { trailFieldTexts as texts } from '../texts/trail-field.ts';
import { momentNow, toMap } from './geo.ts';
import type { RoundStore } from './round-store.ts';
import type { KeptRound, TrackPoint } from './types.ts';

/** Entries of rounds go one after another: what was found, then the round itself. */
const KIND = 'kontrollgang';
/** Worse positions would draw zigzag lines. */
const WORST_ACCURACY = 60;
const LEAST_METRES = 5;
const LEAST_SECONDS = 3;
/** So far and so fast nobody walks: the receiver has jumped, and a line would cut across the woods. */
const JUMP_METRES = 150;
const JUMP_SPEED = 15;

export interface Here {
	lon: number;
	lat: number;
	/** Metres. */
	accuracy: number;
}

/** A round on this device: recording, ticks, and what goes into the outbox. Every change is written before it is shown. */
export class FieldRound {
	round = $state.raw<KeptRound | null>(null);
	points = $state.raw<TrackPoint[]>([]);
	here = $state.raw<Here | null>(null);
	gpsFailed = $state(false);

	private readonly store: RoundStore;
	private readonly tenant: string;
	private readonly accountId: string;
	private watch: number | null = null;
	private lock: { release(): Promise<void> } | null = null;

	constructor(store: RoundStore, tenant: string, accountId: string) {
		this.store = store;
		this.tenant = tenant;
		this.accountId = accountId;
	}

	/** Takes up what is under way. */
	async open(): Promise<void> {
		const kept = await this.store.read(this.tenant);
		if (!kept) return;
		this.round = kept.round;
		this.points = kept.points;
		// Between then and now nothing was recorded: a new piece, or a line would cut across the woods.
		if (kept.points.length > 0) await this.change({ piece: kept.round.piece + 1 });
		if (!kept.round.paused && kept.round.gps) this.record();
	}

	async start(gps: boolean): Promise<void> {
		const round: KeptRound = {
			key: crypto.randomUUID(),
			tenant: this.tenant,
			accountId: this.accountId,
			startedAt: momentNow(),
			gps,
			paused: false,
			piece: 0,
			visits: {},
			damages: []
		};
		await this.store.write(round);
		this.points = [];
		this.round = round;
		if (gps) this.record();
	}

	async pause(): Promise<void> {
		this.stopRecording();
		await this.change({ paused: true });
	}

	async resume(): Promise<void> {
		await this.change({ paused: false, piece: this.round!.piece + 1 });
		if (this.round!.gps) this.record();
	}

	async tick(postId: string, result: 'ok' | 'damage' | 'fixed'): Promise<void> {
		const before = this.round!.visits[postId];
		// "In Ordnung" after a damage would hide it.
		if (before && before.result !== 'ok' && result === 'ok') return;
		await this.change({ visits: { ...this.round!.visits, [postId]: { at: momentNow(), result } } });
	}

	async untick(postId: string): Promise<void> {
		const { [postId]: _gone, ...visits } = this.round!.visits;
		await this.change({ visits });
	}

	/** @param where for lists; @throws OutboxFull before anything changes */
	async keepDamage(damage: Omit<DamageInput, 'roundKey' | 'foundAt'>, photos: Blob[], where: { label: string; postId: string | null; sectionId: string | null }): Promise<void> {
		const input: DamageInput = { ...damage, roundKey: this.round?.key ?? null, foundAt: momentNow() };
		await this.send('schaden', JSON.stringify(input), texts.damageLabel(where.label), photos.map((blob, index) => ({ field: 'foto', name: `foto-${index + 1}.jpg`, blob })));
		if (!this.round) return;
		const fixed = Boolean(damage.fixed);
		await this.change({ damages: [...this.round.damages, { ...where, fixed }] });
		if (where.postId) await this.tick(where.postId, fixed ? 'fixed' : 'damage');
	}

	async keepOrder(order: Omit<OrderInput, 'orderedAt'>, label: string): Promise<void> {
		await this.send('material', JSON.stringify({ ...order, orderedAt: momentNow() }), texts.orderLabel(label), []);
	}

	/** Ends the round: it goes into the outbox, and the device forgets its track once that is kept. */
	async finish(sections: RoundInput['sections'], note: string, label: string): Promise<void> {
		const round = this.round!;
		// A walk of days is thinned out, not refused.
		const every = Math.ceil(this.points.length / MAX_TRACK_POINTS) || 1;
		const input: RoundInput = {
			startedAt: round.startedAt,
			endedAt: momentNow(),
			sections,
			visits: Object.entries(round.visits).map(([postId, visit]) => ({ postId, ...visit })),
			track: this.pieces().map((piece) => piece.filter((_, index) => index % every === 0).map(({ lon, lat, at }): [number, number, number] => [lon, lat, at])),
			note
		};
		const blob = new Blob([JSON.stringify(input)], { type: 'application/json' });
		await this.send('runde', null, label, [{ field: 'daten', name: 'runde.json', blob }], round.key);
		await this.forget();
	}

	async forget(): Promise<void> {
		this.stopRecording();
		if (this.round) await this.store.remove(this.round);
		this.round = null;
		this.points = [];
	}

	/** The track without its pauses, longitude and latitude. */
	pieces(): TrackPoint[][] {
		const pieces: TrackPoint[][] = [];
		for (const point of this.points) {
			const last = pieces.at(-1);
			if (last?.[0]?.piece === point.piece) last.push(point);
			else pieces.push([point]);
		}
		return pieces;
	}

	/** The track on the map, EPSG:3857. */
	track(): [number, number][][] {
		return this.pieces().map((piece) => piece.map(({ lon, lat }) => toMap(lon, lat)));
	}

	stopRecording(): void {
		if (this.watch !== null) navigator.geolocation.clearWatch(this.watch);
		this.watch = null;
		void this.lock?.release();
		this.lock = null;
	}

	private async change(values: Partial<KeptRound>): Promise<void> {
		const next = { ...this.round!, ...values };
		await this.store.write(next);
		this.round = next;
	}

	private record(): void {
		if (!('geolocation' in navigator)) {
			this.gpsFailed = true;
			return;
		}
		this.stopRecording();
		this.watch = navigator.geolocation.watchPosition(
			({ coords, timestamp }) => void this.moved({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }, timestamp / 1000),
			() => (this.gpsFailed = true),
			{ enableHighAccuracy: true, maximumAge: 5_000 }
		);
		void this.stayAwake();
	}

	private async moved(here: Here, moment: number): Promise<void> {
		this.here = here;
		this.gpsFailed = false;
		const { round } = this;
		if (!round || round.paused || here.accuracy > WORST_ACCURACY) return;
		// Rounded before it is compared: the points that are kept are, too.
		const at = Math.round(moment);
		const last = this.points.at(-1);
		if (last && last.piece === round.piece) {
			const metres = Math.hypot((here.lon - last.lon) * Math.cos((here.lat * Math.PI) / 180), here.lat - last.lat) * 111_320;
			if (metres < LEAST_METRES || at - last.at < LEAST_SECONDS) return;
			if (metres > JUMP_METRES && metres / (at - last.at) > JUMP_SPEED) await this.change({ piece: round.piece + 1 });
		}
		// Finished meanwhile.
		if (!this.round) return;
		const point: TrackPoint = { piece: this.round.piece, lon: round7(here.lon), lat: round7(here.lat), at };
		// Shown first: two positions in a moment must not both be taken for far from the last one.
		this.points = [...this.points, point];
		await this.store.addPoint(round.key, point);
	}

	/** A dark screen ends the recording in most browsers. */
	private async stayAwake(): Promise<void> {
		try {
			this.lock = (await navigator.wakeLock?.request('screen')) ?? null;
		} catch (error) {
			// Refused at a low battery: the track has gaps then, which the summary shows.
			console.info('no wake lock', error);
		}
	}

	private async send(was: string, daten: string | null, label: string, blobs: { field: string; name: string; blob: Blob }[], key: string = crypto.randomUUID()): Promise<void> {
		const outbox = await openOutbox();
		const fields = { was, konto: this.accountId, ...(daten === null ? {} : { daten }) };
		await outbox.enqueue({ kind: KIND, url: `/${this.tenant}/wege/senden`, fields, blobs, key, label });
		void outbox.sendAll();
	}
}

const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
