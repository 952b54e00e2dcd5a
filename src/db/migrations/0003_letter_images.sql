-- Images of letterheads as they were when a notice was stamped, by their content.

create table letter_images (
  district_id integer not null,
  -- sha256 of the bytes
  image_hash text not null,
  image bytea not null,
  kept_at timestamptz not null default now(),
  constraint letter_images_pk primary key (district_id, image_hash)
);
comment on table letter_images is 'Logos and signatures that letters on file were made with. Never changed or deleted: a reprint shows what was sent.';
