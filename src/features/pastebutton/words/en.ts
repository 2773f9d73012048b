export const pastebutton = {
  open: 'Paste curl',
  openTitle: 'Load a case from a curl command, a fetch call, a HAR, a JSON body or a log line',
}
