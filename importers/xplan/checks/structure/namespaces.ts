export const GML_URI = 'http://www.opengis.net/gml/3.2';
export const WFS_URI = 'http://www.opengis.net/wfs/2.0';
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
export const XSD = 'http://www.w3.org/2001/XMLSchema';
export const XMLNS = 'http://www.w3.org/2000/xmlns/';
