/** Powers of ten that are exact as floating-point numbers. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

let numbers = new Float64Array(4096);

/** The numbers of the last call of `scanNumbers`. Valid until the next call. */
export function scannedNumbers(): Float64Array {
	return numbers;
}

/**
 * Reads numbers separated by white space (`gml:posList`, `gml:pos`) into a shared buffer and returns how many there are.
 * Decimal numbers of up to 15 digits are computed exactly from their digits (both operands are exact, so one division rounds
 * correctly), which is several times faster than cutting the text into pieces; all others go through `Number`.
 * Whatever is not a finite number (`NaN`, `INF`, `1,5`) becomes NaN.
 */
export function scanNumbers(text: string): number {
	const end = text.length;
	let count = 0;
	let i = 0;
	for (;;) {
		while (i < end && text.charCodeAt(i) <= 32) i++;
		if (i >= end) return count;
		const start = i;
		let code = text.charCodeAt(i);
		const negative = code === 45;
		if (negative || code === 43) i++;
		let mantissa = 0;
		let digits = 0;
		let fraction = -1;
		for (; i < end; i++) {
			code = text.charCodeAt(i);
			if (code >= 48 && code <= 57) {
				mantissa = mantissa * 10 + (code - 48);
				digits++;
				if (fraction >= 0) fraction++;
			} else if (code === 46 && fraction < 0) fraction = 0;
			else break;
		}
		let value: number;
		if ((i >= end || code <= 32) && digits > 0 && digits <= 15) {
			value = fraction > 0 ? mantissa / POWERS[fraction]! : mantissa;
			if (negative) value = -value;
		} else {
			while (i < end && text.charCodeAt(i) > 32) i++;
			const token = text.slice(start, i);
			value = NUMBER.test(token) ? Number(token) : NaN;
			if (!Number.isFinite(value)) value = NaN;
		}
		if (count === numbers.length) {
			const larger = new Float64Array(numbers.length * 2);
			larger.set(numbers);
			numbers = larger;
		}
		numbers[count++] = value;
	}
}
