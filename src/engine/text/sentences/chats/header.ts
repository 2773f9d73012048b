/** Lines that an export puts before the first message, and below the last. */
const HEADER =
  /^[\s\p{Cf}]*(?:[=\-—_*~#]{3,}.*|消息(?:记录|对象|分组).*|(?:聊天|会话|对话)记录.*|导出.*|(?:日期|时间)[:：].*|chat (?:transcript|with|history|log|started|started on).*|(?:conversation|transcript)\b.{0,60}|(?:started|saved|exported)(?: on| from|:).{0,80}|exported.*|.{0,20}chats? with .{1,40}|\[LINE\].*|保存日時.*|.{1,40}님과 카카오톡 대화|저장한 날짜.*|(?:guild|channel|topic): .*|WEBVTT.*)\s*$/iu
const TRAILER =
  /^\s*(?:[=\-—_*~#]{3,}\s*|exported (?:from|on|by|\d+ messages?).{0,80}|exported \d+ message\(s\))$/i

export const isExportHeader = (line: string): boolean => line.length < 200 && HEADER.test(line)
export const isExportTrailer = (line: string): boolean => line.length < 200 && TRAILER.test(line)
