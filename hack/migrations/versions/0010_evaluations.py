"""The evaluation of a call's proposals: criteria, evaluators, scores, decisions and their release."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=12), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('call', sa.Enum('ideas', 'trials', name='call', native_enum=False, length=32), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('chair_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.Enum('preparing', 'scoring', 'joint', 'deciding', 'released', 'cancelled', name='evaluationstep', native_enum=False, length=32), nullable=False),
    sa.Column('afterwards', sa.Boolean(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('prepared', sa.Integer(), nullable=False),
    sa.Column('step_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("step IN ('preparing', 'cancelled') OR due_on IS NOT NULL", name=op.f('ck_evaluation_scored_until')),
    sa.ForeignKeyConstraint(['chair_id'], ['user.id'], name=op.f('fk_evaluation_chair_id_user')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_evaluation_need_id_need')),
    sa.ForeignKeyConstraint(['opened_by_id'], ['user.id'], name=op.f('fk_evaluation_opened_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation')),
    sa.UniqueConstraint('key', name=op.f('uq_evaluation_key'))
    )
    op.create_index(op.f('ix_evaluation_need_id'), 'evaluation', ['need_id'], unique=False)
    op.create_index(op.f('ix_evaluation_step'), 'evaluation', ['step'], unique=False)
    op.create_index('uq_evaluation_of_call', 'evaluation', ['need_id', 'call'], unique=True, sqlite_where=sa.text("step <> 'cancelled'"), postgresql_where=sa.text("step <> 'cancelled'"))
    op.create_table('criteria_correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_criteria_correction_by_id_user')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_criteria_correction_evaluation_id_evaluation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_criteria_correction'))
    )
    op.create_index(op.f('ix_criteria_correction_evaluation_id'), 'criteria_correction', ['evaluation_id'], unique=False)
    op.create_table('criterion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('looks_at', sa.Text(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.CheckConstraint('weight BETWEEN 1 AND 100', name=op.f('ck_criterion_weighs')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_criterion_evaluation_id_evaluation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_criterion'))
    )
    op.create_index('uq_criterion_place', 'criterion', ['evaluation_id', 'place'], unique=True)
    op.create_table('entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('result', sa.Enum('recommended', 'reserve', 'not', name='result', native_enum=False, length=32), nullable=True),
    sa.Column('result_words', sa.Text(), nullable=False),
    sa.Column('decision', sa.Enum('choose', 'invite', 'interview', 'decline', 'refer', name='decision', native_enum=False, length=32), nullable=True),
    sa.Column('refusal', sa.Enum('fit', 'feasibility', 'cost', 'timing', 'team', 'overlap', 'requirements', 'other', name='refusal', native_enum=False, length=32), nullable=True),
    sa.Column('door', sa.Enum('front', 'needs', 'seeds', 'workgroup', 'startup', 'living_lab', 'data', name='door', native_enum=False, length=32), nullable=True),
    sa.Column('told_words', sa.Text(), nullable=False),
    sa.Column('prepared_by_id', sa.Integer(), nullable=True),
    sa.Column('stood_at', sa.Enum('draft', 'received', 'screening', 'queried', 'review', 'interview', 'invited', 'candidate', 'negotiating', 'agreed', 'trial', 'verifying', 'adopted', 'declined', 'broken_off', 'referred', 'withdrawn', name='proposalstep', native_enum=False, length=32), nullable=True),
    sa.Column('passage_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(result IS NULL) = (result_words = '')", name=op.f('ck_entry_result_in_words')),
    sa.CheckConstraint("decision IS NULL OR decision NOT IN ('decline', 'refer') OR (refusal IS NOT NULL AND door IS NOT NULL AND told_words <> '')", name=op.f('ck_entry_refused_with_reason')),
    sa.CheckConstraint('decision IS NULL OR (prepared_by_id IS NOT NULL AND stood_at IS NOT NULL)', name=op.f('ck_entry_prepared')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_entry_evaluation_id_evaluation')),
    sa.ForeignKeyConstraint(['passage_id'], ['passage.id'], name=op.f('fk_entry_passage_id_passage')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['user.id'], name=op.f('fk_entry_prepared_by_id_user')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_entry_proposal_id_proposal')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry'))
    )
    op.create_index(op.f('ix_entry_proposal_id'), 'entry', ['proposal_id'], unique=False)
    op.create_index('uq_entry', 'entry', ['evaluation_id', 'proposal_id'], unique=True)
    op.create_table('evaluator',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=12), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('invited_by_id', sa.Integer(), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Enum('invited', 'accepted', 'declined', 'withdrawn', name='answer', native_enum=False, length=32), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('declared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('handed_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('handed_in_at IS NULL OR declared_at IS NOT NULL', name=op.f('ck_evaluator_declares_first')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluator_evaluation_id_evaluation')),
    sa.ForeignKeyConstraint(['invited_by_id'], ['user.id'], name=op.f('fk_evaluator_invited_by_id_user')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_evaluator_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluator')),
    sa.UniqueConstraint('key', name=op.f('uq_evaluator_key'))
    )
    op.create_index(op.f('ix_evaluator_user_id'), 'evaluator', ['user_id'], unique=False)
    op.create_index('uq_evaluator', 'evaluator', ['evaluation_id', 'user_id'], unique=True)
    op.create_table('release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_release_by_id_user')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_release_evaluation_id_evaluation')),
    sa.ForeignKeyConstraint(['undone_by_id'], ['user.id'], name=op.f('fk_release_undone_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release'))
    )
    op.create_index(op.f('ix_release_evaluation_id'), 'release', ['evaluation_id'], unique=False)
    op.create_table('declaration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluator_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('none', 'belonged', 'worked', 'relative', 'other', 'known', name='conflictkind', native_enum=False, length=32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_declaration_entry_id_entry')),
    sa.ForeignKeyConstraint(['evaluator_id'], ['evaluator.id'], name=op.f('fk_declaration_evaluator_id_evaluator')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_declaration'))
    )
    op.create_index(op.f('ix_declaration_entry_id'), 'declaration', ['entry_id'], unique=False)
    op.create_index('uq_declaration', 'declaration', ['evaluator_id', 'entry_id'], unique=True)
    op.create_table('sheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=12), nullable=False),
    sa.Column('evaluator_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('abstains', sa.Boolean(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_sheet_entry_id_entry')),
    sa.ForeignKeyConstraint(['evaluator_id'], ['evaluator.id'], name=op.f('fk_sheet_evaluator_id_evaluator')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet')),
    sa.UniqueConstraint('key', name=op.f('uq_sheet_key'))
    )
    op.create_index(op.f('ix_sheet_entry_id'), 'sheet', ['entry_id'], unique=False)
    op.create_index('uq_sheet', 'sheet', ['evaluator_id', 'entry_id'], unique=True)
    op.create_table('score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('criterion_id', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.CheckConstraint('points IS NULL OR points BETWEEN 0 AND 5', name=op.f('ck_score_points')),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_score_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_score_sheet_id_sheet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score'))
    )
    op.create_index(op.f('ix_score_criterion_id'), 'score', ['criterion_id'], unique=False)
    op.create_index('uq_score', 'score', ['sheet_id', 'criterion_id'], unique=True)


def downgrade():
    op.drop_table("score")
    op.drop_table("sheet")
    op.drop_table("declaration")
    op.drop_table("release")
    op.drop_table("evaluator")
    op.drop_table("entry")
    op.drop_table("criterion")
    op.drop_table("criteria_correction")
    op.drop_table("evaluation")
