/** As the manifest declares it. */
export const historyViewId = 'img2prompt.history';
