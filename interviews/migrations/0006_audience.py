from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("interviews", "0005_goals"),
    ]

    operations = [
        migrations.AddField(
            model_name="questionbank",
            name="audience",
            field=models.ManyToManyField(
                blank=True,
                help_text="Only candidates in these groups are asked its questions. With none ticked, everybody is.",
                related_name="question_banks",
                to="auth.group",
                verbose_name="audience",
            ),
        ),
    ]
