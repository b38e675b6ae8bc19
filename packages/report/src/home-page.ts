/** Where documents say that Plimsoll is explained. */
export const HOME_PAGE = "https://www.npmjs.com/package/plimsoll";
