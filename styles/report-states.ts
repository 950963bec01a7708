/** Reports on map, in legend and list: colour and shape together, so that colour alone says nothing. */
export interface ReportLook {
	/** At least 4.5:1 on white, and white on it. */
	colour: string;
	/** Corners in a square of 16 units, for maps and SVG alike; a disc where empty. */
	shape: readonly (readonly [number, number])[];
}

export const REPORT_LOOKS: Readonly<Record<'open' | 'closed', ReportLook>> = {
	open: { colour: '#b3261e', shape: [] },
	closed: { colour: '#1f6b3a', shape: [[2, 2], [14, 2], [14, 14], [2, 14]] }
};
