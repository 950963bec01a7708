/** Scanned plans on the map and in the administration. */
export const rasterTexts = {
	scan: 'Gescannter Plan',
	show: 'Gescannten Plan zeigen',
	opacity: (percent: number) => `Deckkraft des Scans: ${percent} %`,
	seeThrough: 'Papier durchsichtig',
	legend: (name: string) => `Scan „${name}“`,
	onlyScan: 'Der Inhalt dieses Plans liegt als Scan der Planzeichnung vor.',
	onlyScanHint: 'Dieser Plan liegt als Scan der Planzeichnung vor. Seine Zeichen erklärt die Legende auf dem Plan selbst oder in den Unterlagen.',
	title: 'Gescannte Pläne',
	intro: 'Diese Bilder legt das Portal unter die Planzeichnung, zugeschnitten auf den Geltungsbereich.',
	states: { queued: 'wartet', running: 'wird vorbereitet', done: 'wird auf der Karte gezeigt', failed: 'wird nicht gezeigt' },
	size: (width: number, height: number, metresPerPixel: number, crs: string) => {
		const pixel = metresPerPixel < 1 ? `${number(metresPerPixel * 100)} cm` : `${number(metresPerPixel)} m`;
		return `${width.toLocaleString('de-DE')} × ${height.toLocaleString('de-DE')} Bildpunkte zu ${pixel}, ${crs}`;
	},
	retry: 'Nicht gezeigte Scans noch einmal vorbereiten',
	retried: 'Die Scans werden noch einmal vorbereitet',
	progress: (name: string) => `Fortschritt für ${name}`
} as const;

function number(value: number): string {
	return value.toLocaleString('de-DE', { maximumSignificantDigits: 2 });
}
