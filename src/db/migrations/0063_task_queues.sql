-- Queues of tasks: of the whole district by their last day, and what was done lately.
create index tasks_due_ix on tasks (district_id, (coalesce(due_on, 'infinity'::date)), task_id) where state = 'open';
create index tasks_ended_ix on tasks (district_id, ended_on desc, task_id desc) where state <> 'open';
create index tasks_school_ended_ix on tasks (district_id, school_id, ended_on desc, task_id desc) where state <> 'open';
