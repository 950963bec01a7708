/**
 * Very many names, each with a number in the order of adding. As bytes in one array they take a third of the memory of a `Set` of strings,
 * and the garbage collector has nothing to look at.
 */
export class IdTable {
	private count = 0;
	/** All names one after another, each UTF-16 unit as in UTF-8, and where each ends. */
	private bytes = new Uint8Array(16 * 1024);
	private ends = new Uint32Array(512);
	private hashes = new Int32Array(512);
	/** Open addressing: number of the name + 1, 0 where there is none. */
	private slots = new Int32Array(1024);
	/** Drawn anew for each table: nobody can write a document whose names all meet in one slot. */
	private readonly factor = (Math.random() * 2 ** 32) | 1;

	get size(): number {
		return this.count;
	}

	/** Number of a name, -1 where it is not in the table. */
	find(name: string): number {
		const length = this.write(name);
		return this.slots[this.slotOf(length)]! - 1;
	}

	/** Number of a name, which is added if it is not in the table yet. */
	add(name: string): number {
		const length = this.write(name);
		let slot = this.slotOf(length);
		if (this.slots[slot] !== 0) return this.slots[slot]! - 1;
		if (this.count === this.ends.length) this.makeRoom();
		if (this.count * 2 >= this.slots.length) {
			this.spread();
			slot = this.slotOf(length);
		}
		this.hashes[this.count] = this.hash;
		this.ends[this.count] = this.start + length;
		return (this.slots[slot] = ++this.count) - 1;
	}

	/** The name with that number. */
	name(number: number): string {
		const { bytes } = this;
		const end = this.ends[number]!;
		let name = '';
		for (let at = number === 0 ? 0 : this.ends[number - 1]!; at < end; ) {
			const byte = bytes[at++]!;
			if (byte < 0x80) name += String.fromCharCode(byte);
			else if (byte < 0xe0) name += String.fromCharCode(((byte & 0x1f) << 6) | (bytes[at++]! & 0x3f));
			else name += String.fromCharCode(((byte & 0xf) << 12) | ((bytes[at++]! & 0x3f) << 6) | (bytes[at++]! & 0x3f));
		}
		return name;
	}

	private get start(): number {
		return this.count === 0 ? 0 : this.ends[this.count - 1]!;
	}

	private hash = 0;

	/** Writes a name behind the last one, where it stays if it is added, and computes its hash. @returns bytes */
	private write(name: string): number {
		const { start, factor } = this;
		const room = start + name.length * 3;
		if (room > this.bytes.length) {
			const larger = new Uint8Array(Math.max(room, Math.ceil(this.bytes.length * 1.5)));
			larger.set(this.bytes.subarray(0, start));
			this.bytes = larger;
		}
		const { bytes } = this;
		let at = start;
		let hash = 0;
		for (let i = 0; i < name.length; i++) {
			const unit = name.charCodeAt(i);
			hash = Math.imul(hash ^ unit, factor);
			if (unit < 0x80) bytes[at++] = unit;
			else {
				if (unit < 0x800) bytes[at++] = 0xc0 | (unit >> 6);
				else {
					bytes[at++] = 0xe0 | (unit >> 12);
					bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
				}
				bytes[at++] = 0x80 | (unit & 0x3f);
			}
		}
		this.hash = hash ^ (hash >>> 15);
		return at - start;
	}

	/** Slot of the name just written: its own, or the empty one where it would go. */
	private slotOf(length: number): number {
		const { slots, hashes, hash } = this;
		const mask = slots.length - 1;
		let slot = hash & mask;
		for (let known = slots[slot]!; known !== 0; known = slots[(slot = (slot + 1) & mask)]!) {
			if (hashes[known - 1] === hash && this.isSame(known - 1, length)) break;
		}
		return slot;
	}

	private isSame(number: number, length: number): boolean {
		const { bytes, start } = this;
		const from = number === 0 ? 0 : this.ends[number - 1]!;
		if (this.ends[number]! - from !== length) return false;
		for (let i = 0; i < length; i++) if (bytes[from + i] !== bytes[start + i]) return false;
		return true;
	}

	private makeRoom(): void {
		const ends = new Uint32Array(this.ends.length * 2);
		ends.set(this.ends);
		const hashes = new Int32Array(ends.length);
		hashes.set(this.hashes);
		[this.ends, this.hashes] = [ends, hashes];
	}

	private spread(): void {
		const slots = new Int32Array(this.slots.length * 2);
		const mask = slots.length - 1;
		for (let number = 0; number < this.count; number++) {
			let slot = this.hashes[number]! & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = number + 1;
		}
		this.slots = slots;
	}
}
