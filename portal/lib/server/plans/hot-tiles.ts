/** Bytes kept in memory. */
const LIMIT = 32 * 1024 * 1024;
/** Bytes that an entry costs beside its tile, so that empty tiles count too. */
const ENTRY = 400;

/**
 * Tiles asked for again and again: the start page of a participation is opened by everyone at once. Several askers of one tile at the
 * same time share the work. The least recently used go first.
 */
export class HotTiles {
	private readonly tiles = new Map<string, Buffer>();
	private readonly underway = new Map<string, Promise<Buffer>>();
	private bytes = 0;

	async remember(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
		const known = this.tiles.get(key);
		if (known) {
			this.tiles.delete(key);
			this.tiles.set(key, known);
			return known;
		}
		const running = this.underway.get(key);
		if (running) return running;
		const made = make()
			.then((tile) => this.keep(key, tile))
			.finally(() => this.underway.delete(key));
		this.underway.set(key, made);
		return made;
	}

	private keep(key: string, tile: Buffer): Buffer {
		this.tiles.set(key, tile);
		this.bytes += tile.length + ENTRY;
		for (const [oldest, content] of this.tiles) {
			if (this.bytes <= LIMIT) break;
			this.tiles.delete(oldest);
			this.bytes -= content.length + ENTRY;
		}
		return tile;
	}
}
