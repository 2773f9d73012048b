/** A text, but in an encoding that no text file of today has. */
export const UTF32 = 'UTF-32 text'

// First bytes of files that people drop by mistake: files that look like text (a PDF may be pure ASCII), and office files
// whose text people expect. [kind, signature as latin-1, offset]
const SIGNATURES: readonly (readonly [kind: string, signature: string, offset?: number])[] = [
  ['PDF', '%PDF-'],
  ['ZIP (docx, xlsx, pptx, …)', 'PK\x03\x04'],
  ['ZIP', 'PK\x05\x06'],
  ['Office 97-2003 (doc, xls, ppt)', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['RTF', '{\\rtf'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['JPEG', '\xff\xd8\xff'],
  ['GIF', 'GIF87a'],
  ['GIF', 'GIF89a'],
  ['WebP', 'WEBPVP8', 8],
  ['SQLite', 'SQLite format 3\0'],
  ['gzip', '\x1f\x8b\x08'],
  ['7z', "7z\xbc\xaf'\x1c"],
  ['RAR', 'Rar!\x1a\x07'],
  ['xz', '\xfd7zXZ\0'],
  ['Zstandard', '\x28\xb5\x2f\xfd'],
  ['NumPy', '\x93NUMPY'],
  ['Parquet', 'PAR1\x15'],
  ['GGUF', 'GGUF\x03\0\0\0'],
  ['ELF', '\x7fELF'],
  ['EXE', 'MZ\x90\0'],
  ['WebAssembly', '\0asm'],
  ['MP4', 'ftyp', 4],
  [UTF32, '\xff\xfe\0\0'],
  [UTF32, '\0\0\xfe\xff'],
]

/** The kind of a binary file by its first bytes; undefined: they name no kind. */
export function binaryKind(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, signature, offset = 0]) => {
    for (let i = 0; i < signature.length; i++) if (bytes[offset + i] !== signature.charCodeAt(i)) return false
    return true
  })?.[0]
}
