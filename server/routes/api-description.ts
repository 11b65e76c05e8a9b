/** What the API is and what it promises, on top of its description; Markdown. */
export const apiDescription = `
Số liệu về độ bao phủ phúc lợi trẻ em tỉnh Lào Cai: đọc không cần tài khoản, không cần khoá, từ trang web bất kỳ (CORS).
Mỗi con số đi cùng nguồn, kỳ và tình trạng; \`illustrative\` là số minh hoạ, không phải số thật (\`illustrative=false\` để bỏ).

Coverage of child welfare in Lào Cai province: read it without an account or a key, from any site (CORS). Every number
comes with source, period and status; \`illustrative\` marks made-up numbers (\`illustrative=false\` leaves them out).

**Lỗi / errors** – \`application/problem+json\` (RFC 9457), tiếng Việt hoặc theo \`Accept-Language: en\` / in Vietnamese or English.

**Phiên bản số liệu / data versions** – \`dataVersion\` và \`ETag\` đổi khi số liệu đổi; hỏi lại bằng \`If-None-Match\` chỉ
tốn một câu trả lời 304 / change with the data; ask again with \`If-None-Match\` and pay with a 304 only.

**Ổn định / stability** – Địa chỉ dưới \`/api\` và \`/ogc\`, tên và nghĩa của tham số, trường, mã chỉ tiêu không đổi trong
cùng số phiên bản chính (số đầu). Trường và tham số mới có thể thêm vào: hãy bỏ qua trường không biết. / Addresses below
\`/api\` and \`/ogc\`, names and meanings of parameters, fields and indicator ids do not change within a major version (the
first number). Fields and parameters may be added: ignore what you do not know.

**Ngừng dùng / deprecation** – Địa chỉ sắp bỏ được đánh dấu \`deprecated\` ở đây và trong CHANGELOG, trả thêm tiêu đề
\`Deprecation\` (RFC 9745), \`Sunset\` (RFC 8594) và \`Link\` tới địa chỉ thay thế, và còn chạy ít nhất 12 tháng. / What will
end is marked \`deprecated\` here and in the CHANGELOG, answers with the headers \`Deprecation\` (RFC 9745), \`Sunset\`
(RFC 8594) and a \`Link\` to its successor, and goes on for at least 12 months.

Các lớp bản đồ cho QGIS, GDAL: [/ogc](/ogc) (OGC API – Features). Layers for QGIS and GDAL: [/ogc](/ogc).
`.trim()
