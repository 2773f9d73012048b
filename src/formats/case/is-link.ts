/** Apart from the code that reads links: every address is looked at, and few have a case in them. */
export const LINK_MARK = /^#?case=/

export const isLink = (fragment: string): boolean => LINK_MARK.test(fragment)
